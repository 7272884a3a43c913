using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Results;

/// <summary>Sums up a document's page rows.</summary>
internal sealed class PageSummary
{
    private double _confidence;
    private int _confidentWords;
    private PageRow? _firstFailed;
    private int _skipped, _incomplete, _firstIncomplete;

    public int Done { get; private set; }

    /// <summary>Pages that failed, in this run or in a previous one without being requeued.</summary>
    public int Failed { get; private set; }

    public int Words { get; private set; }

    public int WordsToReview { get; private set; }

    /// <summary>Mean over all words that have a confidence, 0 to 1.</summary>
    public double? MeanConfidence => _confidentWords == 0 ? null : Math.Round(_confidence / _confidentWords, 4);

    public double? WorstConfidence { get; private set; }

    public int? WorstPage { get; private set; }

    public void Add(PageRow page)
    {
        if (page.GetStatus() == PageStatus.Failed)
        {
            _firstFailed ??= page;
            Failed++;
            return;
        }

        Done++;
        if (page.GetSource() == TextSource.Skipped)
            _skipped++;
        if (page.Warnings?.Split(',').Any(code => code is PageWarningCodes.Truncated or PageWarningCodes.ContentLost) == true
            && _incomplete++ == 0)
            _firstIncomplete = page.Page;
        Words += page.Words;
        WordsToReview += page.WordsToReview;
        if (page.Confidence is not { } confidence)
            return;
        int recognized = page.Words - page.NativeWords;
        _confidence += confidence * recognized;
        _confidentWords += recognized;
        if (WorstConfidence is null || confidence < WorstConfidence)
            (WorstConfidence, WorstPage) = (confidence, page.Page);
    }

    /// <summary>Whether something of a page that counts as read is lost.</summary>
    public bool IsIncomplete => _incomplete > 0;

    /// <summary>Warnings about pages that count as read.</summary>
    public IEnumerable<OcrWarning> Warnings()
    {
        if (_skipped > 0)
            yield return new OcrWarning(WarningCodes.PagesSkipped,
                $"{_skipped} of {Done} pages have no text and were not recognized because of mode=skip.");
        if (_incomplete > 0)
            yield return new OcrWarning(WarningCodes.PagesIncomplete,
                $"{_incomplete} of {Done} pages, the first of them page {_firstIncomplete}, are truncated or damaged and were read in "
                    + "part.");
    }

    /// <summary>The error of a document with failed or incomplete pages; null if there are none.</summary>
    public OcrError? Error(int failed, int total)
    {
        if (failed <= 0)
            return IsIncomplete
                ? OcrError.Of(ErrorCodes.ContentLost,
                    $"Something of {_incomplete} of {total} pages may be lost: they are truncated or damaged.", _firstIncomplete)
                : null;
        if (_firstFailed?.GetError() is not { } first)
            return OcrError.Of(ErrorCodes.PageNotRead, $"{failed} of {total} pages were not completed.");
        return failed == 1 ? first
            : OcrError.Of(first.Code, $"{failed} of {total} pages failed; page {first.Page}: {first.Message}", first.Page);
    }
}
