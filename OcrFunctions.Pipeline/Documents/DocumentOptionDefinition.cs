namespace OcrFunctions.Pipeline.Documents;

/// <summary>One option of a document: its name, its texts, and what depends on it.</summary>
/// <param name="Key">Its name in queries, forms, blob metadata and results.</param>
/// <param name="Form">Describes the valid texts, for error messages.</param>
/// <param name="Read">The options with the value of a text; null for an invalid text.</param>
/// <param name="Write">The text that <paramref name="Read"/> reads; null if the option was not given.</param>
public sealed record DocumentOptionDefinition(
    string Key, string Form, Func<DocumentOptions, string, DocumentOptions?> Read, Func<DocumentOptions, string?> Write)
{
    /// <summary>Whether documents with the same bytes and different values have different results.</summary>
    public bool ChangesResults { get; init; }

    /// <summary>
    /// Whether <see cref="DocumentOptions.ResultsKey"/> has it only where it was given: keys that were stored before there was this option
    /// stay valid.
    /// </summary>
    public bool IsNewerThanKeys { get; init; }

    /// <summary>Whether the results name it.</summary>
    public bool IsInResults { get; init; }

    /// <summary>The text in the results, where names of values are in lower case; null if it was not given.</summary>
    public Func<DocumentOptions, string?> WriteResult { get; private init; } = Write;

    /// <summary>An option that is one of a few names.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="get">Its value.</param>
    /// <param name="set">The options with another value.</param>
    internal static DocumentOptionDefinition Choice<T>(
        string key, Func<DocumentOptions, T> get, Func<DocumentOptions, T, DocumentOptions> set)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
        return new DocumentOptionDefinition(
            key, $"{string.Join(", ", names[..^1])} or {names[^1]}",
            (options, text) => TryParse(text, out T value) ? set(options, value) : null,
            options => get(options).ToString())
        {
            WriteResult = options => get(options).ToString().ToLowerInvariant(),
        };
    }

    /// <summary>An option that is one of a few names, and by default what a setting says.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="get">Its value; null if it was not given.</param>
    /// <param name="set">The options with another value.</param>
    internal static DocumentOptionDefinition OptionalChoice<T>(
        string key, Func<DocumentOptions, T?> get, Func<DocumentOptions, T, DocumentOptions> set)
        where T : struct, Enum
    {
        DocumentOptionDefinition choice = Choice(key, options => get(options) ?? default, set);
        return choice with
        {
            Write = options => get(options)?.ToString(),
            WriteResult = options => get(options)?.ToString().ToLowerInvariant(),
        };
    }

    /// <summary>An option that is any text up to a length.</summary>
    internal static DocumentOptionDefinition Label(
        string key, int maxLength, Func<DocumentOptions, string?> get, Func<DocumentOptions, string, DocumentOptions> set) =>
        new(key, $"at most {maxLength} characters", (options, text) => text.Length <= maxLength ? set(options, text) : null, get);

    /// <summary>Reads a name in any case. <see cref="Enum.TryParse{T}(string, bool, out T)"/> would also take numbers and lists.</summary>
    internal static bool TryParse<T>(string text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text.All(char.IsAsciiLetter) && Enum.TryParse(text, ignoreCase: true, out value);
    }
}
