using System.Globalization;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Benchmarks;

/// <summary>Where the time of engines goes, as a table: means over pages.</summary>
internal static class StageReport
{
    private static readonly (string Name, Func<StageTimes, double> Milliseconds)[] Stages =
    [
        ("image decoded", times => times.Render),
        ("preprocessing", times => times.Preprocess),
        ("orientation detection", times => times.DetectOrientation),
        ("recognition", times => times.Recognize),
        ("recovery passes", times => times.RecoveryPasses),
    ];

    /// <param name="columns">Title and pages of each.</param>
    public static IEnumerable<string> Table(params (string Title, IReadOnlyCollection<StageTimes> Pages)[] columns)
    {
        yield return $"| stage of an engine | {string.Join(" | ", columns.Select(column => column.Title))} |";
        yield return $"|---|{string.Concat(columns.Select(_ => "---|"))}";
        foreach ((string name, Func<StageTimes, double> milliseconds) in Stages)
            yield return $"| {name} | {string.Join(" | ", columns.Select(column => Mean(column.Pages, milliseconds)))} |";

        static string Mean(IReadOnlyCollection<StageTimes> pages, Func<StageTimes, double> milliseconds) =>
            pages.Count == 0 ? "" : pages.Average(milliseconds).ToString("0", CultureInfo.InvariantCulture);
    }
}
