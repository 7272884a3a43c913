using System.Globalization;
using OcrFunctions.Local.Reading;

namespace OcrFunctions.Local.Display;

/// <summary>A document's end in one line.</summary>
internal static class Summary
{
    public static string Of(Outcome outcome)
    {
        var parts = new List<string> { outcome.Status };
        if (outcome.Pages is { } total)
            parts.Add(outcome.PagesFailed == 0 ? $"{total} {(total == 1 ? "page" : "pages")}" : $"{outcome.PagesDone} of {total} pages");
        if (outcome.MeanConfidence is { } mean)
            parts.Add(string.Create(CultureInfo.InvariantCulture,
                $"{outcome.Words:N0} words, mean confidence {mean:0.000}, worst page {outcome.WorstPage:0.000} (page {outcome.WorstPageNumber}), {outcome.WordsToReview:N0} to review"));
        else if (outcome.HasText)
            parts.Add(outcome.Words > 0 ? $"{outcome.Words:N0} words" : "no words");
        if (outcome.Seconds is { } seconds)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"));
        string line = string.Join(", ", parts);
        return outcome.ErrorCode is { } code ? $"{line} [{code}: {outcome.ErrorMessage}]" : line;
    }

    /// <summary>How many ended how, such as <c>3 documents: 2 Succeeded, 1 Failed</c>.</summary>
    public static string Of(IReadOnlyCollection<Outcome> outcomes) =>
        $"{outcomes.Count} documents: " + string.Join(", ", outcomes.CountBy(o => o.Status).Select(s => $"{s.Value} {s.Key}"));
}
