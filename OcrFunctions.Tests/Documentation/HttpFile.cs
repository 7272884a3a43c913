using System.Text.RegularExpressions;

namespace OcrFunctions.Tests.Documentation;

/// <summary>A request of a <c>.http</c> file as written, with variables.</summary>
/// <param name="Title">The text after its <c>###</c>.</param>
/// <param name="Name">Name by which later requests refer to it; null for none.</param>
/// <param name="Expected">Statuses that its comment allows; empty for any success.</param>
/// <param name="Method">Its method.</param>
/// <param name="Url">Its URL.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Lines of its body; one that begins with <c>&lt; </c> names a file.</param>
internal sealed record HttpFileRequest(
    string Title, string? Name, IReadOnlyList<int> Expected, string Method, string Url, IReadOnlyList<(string Name, string Value)> Headers,
    IReadOnlyList<string> Body);

/// <summary>Reads what the REST clients of VS Code and Visual Studio have in common.</summary>
internal static partial class HttpFile
{
    public static (Dictionary<string, string> Variables, List<HttpFileRequest> Requests) Parse(string text)
    {
        var variables = new Dictionary<string, string>();
        var requests = new List<HttpFileRequest>();
        foreach (string block in Separator().Split(text.ReplaceLineEndings("\n")))
        {
            string[] lines = block.Split('\n');
            foreach (Match variable in lines.Select(line => Variable().Match(line)).Where(match => match.Success))
                variables[variable.Groups[1].Value] = variable.Groups[2].Value;
            if (Request(lines) is { } request)
                requests.Add(request);
        }

        return (variables, requests);
    }

    private static HttpFileRequest? Request(string[] lines)
    {
        int start = Array.FindIndex(lines, line => RequestLine().IsMatch(line));
        if (start < 0)
            return null;
        Match request = RequestLine().Match(lines[start]);
        string[] comments = lines[..start];
        int blank = Array.FindIndex(lines, start, line => line.Trim().Length == 0);
        blank = blank < 0 ? lines.Length : blank;
        var headers = lines[(start + 1)..blank].Select(line => line.Split(':', 2)).Select(parts => (parts[0].Trim(), parts[1].Trim()));
        string[] body = blank + 1 < lines.Length ? lines[(blank + 1)..] : [];
        return new HttpFileRequest(
            lines[0].Trim(),
            comments.Select(line => Named().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value,
            [.. comments.Where(line => line.StartsWith("# expect ", StringComparison.Ordinal)).SelectMany(line => Status().Matches(line))
                .Select(match => int.Parse(match.Value))],
            request.Groups[1].Value, request.Groups[2].Value, [.. headers],
            [.. body.Reverse().SkipWhile(line => line.Length == 0).Reverse()]);
    }

    [GeneratedRegex("^###", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^@(\w+)\s*=\s*(\S+)\s*$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(GET|POST|PUT|PATCH|DELETE|HEAD) (\S+)$")]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"^# @name (\w+)$")]
    private static partial Regex Named();

    [GeneratedRegex(@"\b\d{3}\b")]
    private static partial Regex Status();
}
