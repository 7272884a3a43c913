using System.Text.RegularExpressions;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.EmbeddedHost.Recordings;

/// <summary>A row of the table of docs/embedded-host.md that names differences from a recording. A * in a cell stands for anything.</summary>
internal sealed record DifferenceRow(string Line, string Recording, string Request, string Where, string Real, string Here, string Because)
{
    public bool Covers(Difference difference) =>
        Like(Request, difference.Step.ToString()) && Like(Where, difference.Where) && Like(Real, difference.Real) && Like(Here, difference.Here);

    private static bool Like(string pattern, string text) => Regex.IsMatch(text, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.Singleline);
}

internal static class DifferenceTable
{
    public const string Heading = "## Step by step against the recordings";

    public static IReadOnlyList<DifferenceRow> Read() => [.. Section(Heading).Select(Row).OfType<DifferenceRow>()];

    /// <summary>Rows of the table of what was cut out of the probe: its name and what the compiler says.</summary>
    public static IReadOnlyList<string> ReadRefused() => [.. Section("### Not supported").Select(Cells).Where(c => c.Count == 3 && c[0] is not ("of the probe" or "---")).Select(c => $"{c[0]}: {c[1]}")];

    private static IEnumerable<string> Section(string heading) => File.ReadLines(Repository.File("docs", "embedded-host.md"))
        .SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith('#'));

    private static DifferenceRow? Row(string line) =>
        Cells(line) is [var recording, var request, var where, var real, var here, var because] && recording is not ("recording" or "---") ? new DifferenceRow(line, recording, request, where, real, here, because) : null;

    /// <summary>Cells without the ticks around code; a bar in a cell is written \|.</summary>
    private static List<string> Cells(string line) => line.StartsWith('|')
        ? [.. Regex.Split(line.Trim().Trim('|'), @"(?<!\\)\|").Select(cell => cell.Trim().Trim('`').Replace("\\|", "|", StringComparison.Ordinal))]
        : [];
}
