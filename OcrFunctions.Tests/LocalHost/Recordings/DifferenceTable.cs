using System.Text.RegularExpressions;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <summary>A row of the table of docs/local-host.md that names differences from a recording. A * in a cell matches anything.</summary>
internal sealed record DifferenceRow(string Line, string Recording, string Request, string Where, string Real, string Here, string Because)
{
    public bool Covers(Difference difference) =>
        Like(Request, difference.Step.ToString()) && Like(Where, difference.Where) && Like(Real, difference.Real)
            && Like(Here, difference.Here);

    private static bool Like(string pattern, string text) =>
        Regex.IsMatch(text, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.Singleline);
}

internal static class DifferenceTable
{
    public const string Heading = "## Step by step against the recordings";

    /// <summary>Rows about one recording.</summary>
    public static IReadOnlyList<DifferenceRow> Read(string recording) =>
        [.. Read().Where(row => row.Recording.Split(' ').Contains(recording))];

    public static IReadOnlyList<DifferenceRow> Read() => [.. Section(Heading).Select(Row).OfType<DifferenceRow>()];

    private static IEnumerable<string> Section(string heading) => File.ReadLines(Repository.File("docs", "local-host.md"))
        .SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith('#'));

    private static DifferenceRow? Row(string line) =>
        Cells(line) is [var recording, var request, var where, var real, var here, var because] && recording is not ("recording" or "---")
            ? new DifferenceRow(line, recording, request, where, real, here, because) : null;

    /// <summary>Cells without the ticks around code; a bar in a cell is written \|.</summary>
    private static List<string> Cells(string line) => line.StartsWith('|')
        ? [.. Regex.Split(line.Trim().Trim('|'), @"(?<!\\)\|")
            .Select(cell => cell.Trim().Trim('`').Replace("\\|", "|", StringComparison.Ordinal))]
        : [];
}
