using System.Globalization;
using OcrFunctions.Cli.Client.Files;

namespace OcrFunctions.Cli.CommandLine.Output;

/// <summary>A document's result in one line.</summary>
internal static class Summary
{
    public static string Of(FileResult result)
    {
        var parts = new List<string> { result.Status };
        if (result.Pages is { } total)
            parts.Add(result.PagesFailed == 0 ? $"{total} {(total == 1 ? "page" : "pages")}" : $"{result.PagesDone} of {total} pages");
        if (result.MeanConfidence is { } mean)
            parts.Add(string.Create(CultureInfo.InvariantCulture,
                $"{result.Words:N0} words, mean confidence {mean:0.000}, worst page {result.WorstPage:0.000} (page "
                    + $"{result.WorstPageNumber}), {result.WordsToReview:N0} to review"));
        else if (result.HasText)
            parts.Add(result.Words > 0 ? $"{result.Words:N0} words" : "no words");
        if (result.Seconds is { } seconds)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"));
        string line = string.Join(", ", parts);
        return result.ErrorCode is { } code ? $"{line} [{code}: {result.ErrorMessage}]" : line;
    }

    /// <summary>Counts by result, such as <c>3 documents: 2 Succeeded, 1 Failed</c>.</summary>
    public static string Of(IReadOnlyCollection<FileResult> results) =>
        $"{results.Count} documents: " + string.Join(", ", results.CountBy(o => o.Status).Select(s => $"{s.Value} {s.Key}"));
}
