namespace OcrFunctions.Cli.CommandLine.Output;

/// <summary>What to do about an error, from the table of codes in docs/errors.md.</summary>
internal static class ErrorAdvice
{
    private static readonly Lazy<Dictionary<string, string>> Rows = new(Read);

    /// <returns>Null for a code that is not in the table.</returns>
    public static string? For(string code) => Rows.Value.GetValueOrDefault(code);

    private static Dictionary<string, string> Read()
    {
        var rows = new Dictionary<string, string>();
        using var reader = new StreamReader(typeof(ErrorAdvice).Assembly.GetManifestResourceStream("errors.md")!);
        while (reader.ReadLine() is { } line)
            // | `Code` | what happened | what to do | tried again |
            if (line.Split('|', StringSplitOptions.TrimEntries) is ["", ['`', .., '`'] code, _, var advice, _, ""])
                rows.TryAdd(code.Trim('`'), advice.Replace("`", ""));
        return rows;
    }
}
