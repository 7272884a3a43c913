using System.Text.RegularExpressions;

namespace OcrFunctions.Tests.EmbeddedHost.PublicApi;

/// <summary>The public API of the real packages, read from <c>../shared/functions-api.txt</c>: one signature a line.</summary>
internal sealed partial class PublishedApi
{
    private readonly Dictionary<string, HashSet<string>> _types = [];
    private readonly Dictionary<string, HashSet<string>> _members = [];

    public PublishedApi(IEnumerable<string> lines)
    {
        string[] signatures = [.. lines.SkipWhile(line => !line.StartsWith('#')).Where(line => line is not ("" or ['#', ..]))];
        foreach (string line in signatures.Where(line => TypeLine().IsMatch(line)))
            Add(_types, TypeName(line), line);
        // A member's own name may hold dots (its parameters do), so its type is the longest known one that it begins with.
        foreach (string line in signatures.Where(line => !TypeLine().IsMatch(line)))
            Add(_members, DeclaringType(line), line);
    }

    public int TypeCount => _types.Count;

    /// <summary>Lines that declare the type: several where packages share a name, none where no package has it.</summary>
    public IReadOnlyCollection<string> Type(string type) => _types.GetValueOrDefault(type) ?? [];

    public IReadOnlyCollection<string> Members(string type) => _members.GetValueOrDefault(type) ?? [];

    /// <summary>Every overload of a member: generic and not, and all constructors or conversions of a type.</summary>
    public IEnumerable<string> Group(string type, string member) => Members(type).Where(line => MemberName(type, line) == member);

    /// <summary>The name that overloads share: <c>CallActivityAsync</c>, <c>.ctor</c>, <c>op_Implicit</c>.</summary>
    public static string MemberName(string type, string line)
    {
        string rest = line[(type.Length + 1)..];
        int end = rest.AsSpan(1).IndexOfAny("<( ") + 1;
        return rest[..end];
    }

    private string DeclaringType(string line)
    {
        for (int dot = HeadLength(line); dot > 0; dot = line.LastIndexOf('.', dot - 1))
            if (dot < line.Length && line[dot] == '.' && _types.ContainsKey(line[..dot]))
                return line[..dot];
        throw new InvalidDataException($"No type of the list declares: {line}");
    }

    /// <summary>Where the parameters, the type parameters of the member or its return type begin.</summary>
    private static int HeadLength(string line)
    {
        int parameters = line.IndexOf('('), result = line.IndexOf(" : ", StringComparison.Ordinal), value = line.IndexOf(" = ", StringComparison.Ordinal);
        return new[] { parameters, result, value }.Where(n => n >= 0).DefaultIfEmpty(line.Length).Min() - 1;
    }

    private static string TypeName(string line) => line[..line.IndexOf("  [", StringComparison.Ordinal)];

    private static void Add(Dictionary<string, HashSet<string>> to, string key, string line)
    {
        if (!to.TryGetValue(key, out HashSet<string>? lines))
            to[key] = lines = [];
        lines.Add(line);
    }

    [GeneratedRegex(@"^\S+(, \S+>)?  \[public (abstract |sealed |static )?(class|interface|struct|record|enum|delegate)")]
    private static partial Regex TypeLine();
}
