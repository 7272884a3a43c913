using System.Text;
using System.Text.RegularExpressions;

namespace OcrFunctions.EmbeddedHost.Triggers.Blobs;

/// <summary>
/// The path of a blob trigger: a container and a pattern for names. A name in braces takes whatever is there, slashes too,
/// the first as much as it can: <c>{name}.{ext}</c> splits at the last dot, <c>{dir}/{name}</c> at the last slash.
/// </summary>
internal sealed partial class BlobPath
{
    private readonly Regex _pattern;

    private BlobPath(string container, string prefix, Regex pattern, IReadOnlyList<string> names)
    {
        Container = container;
        Prefix = prefix;
        _pattern = pattern;
        Names = names;
    }

    public string Container { get; }

    /// <summary>What every matching name begins with.</summary>
    public string Prefix { get; }

    public IReadOnlyList<string> Names { get; }

    /// <exception cref="InvalidOperationException">The path is not valid.</exception>
    public static BlobPath Parse(string path, string what)
    {
        string[] parts = path.TrimStart('/').Split('/', 2);
        if (!ContainerRule().IsMatch(parts[0]))
            throw new InvalidOperationException($"{what}: the blob path '{path}' must begin with the name of a container.");
        string pattern = parts.Length == 2 ? parts[1] : "";
        if (pattern == "")
            return new BlobPath(parts[0], "", new Regex("", RegexOptions.CultureInvariant), []);
        var regex = new StringBuilder("^");
        var names = new List<string>();
        int at = 0;
        foreach (Match name in Name().Matches(pattern))
        {
            regex.Append(Literal(path, pattern[at..name.Index], what)).Append($"(?<{name.Groups[1].Value}>.*)");
            names.Add(name.Groups[1].Value);
            at = name.Index + name.Length;
        }

        regex.Append(Literal(path, pattern[at..], what)).Append('$');
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count)
            throw new InvalidOperationException($"{what}: the blob path '{path}' has a name twice.");
        return new BlobPath(parts[0], pattern.Split('{')[0], new Regex(regex.ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline), names);
    }

    /// <returns>Null where the blob's name does not match; what the names stand for where it does.</returns>
    public IReadOnlyDictionary<string, string>? Match(string blob) =>
        _pattern.Match(blob) is { Success: true } match ? Names.ToDictionary(name => name, name => match.Groups[name].Value) : null;

    private static string Literal(string path, string text, string what) => text.AsSpan().IndexOfAny('{', '}') < 0
        ? Regex.Escape(text)
        : throw new InvalidOperationException($"{what}: the braces of the blob path '{path}' do not hold a name.");

    [GeneratedRegex(@"\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(\$root|\$web|[a-z0-9](-?[a-z0-9]){2,62})$")]
    private static partial Regex ContainerRule();
}
