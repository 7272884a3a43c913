using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Results;

/// <summary>Sums up a document's page rows.</summary>
internal sealed class PageTally
{
    private double _confidence;
    private int _confidentWords;
    private PageRow? _firstFailed;
    private int _skipped, _incomplete, _firstIncomplete;

    public int Done { get; private set; }

    /// <summary>Pages given up, in this run or in one before that nobody asked to do again.</summary>
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
        if (page.Warnings?.Split(',').Contains(PageWarningCodes.Truncated) == true && _incomplete++ == 0)
            _firstIncomplete = page.Page;
        Words += page.Words;
        WordsToReview += page.WordsToReview;
        if (page.Confidence is not { } confidence)
            return;
        int recognised = page.Words - page.NativeWords;
        _confidence += confidence * recognised;
        _confidentWords += recognised;
        if (WorstConfidence is null || confidence < WorstConfidence)
            (WorstConfidence, WorstPage) = (confidence, page.Page);
    }

    /// <summary>What its owner should know of pages that count as read.</summary>
    public IEnumerable<OcrWarning> Warnings()
    {
        if (_skipped > 0)
            yield return new OcrWarning(WarningCodes.PagesSkipped, $"{_skipped} of {Done} pages carry no text and were not recognised, since mode=skip was asked for.");
        if (_incomplete > 0)
            yield return new OcrWarning(WarningCodes.PagesIncomplete, $"{_incomplete} of {Done} pages, the first of them page {_firstIncomplete}, are cut off or damaged: a part of each was read.");
    }

    /// <summary>What a document with failed pages says; null where none failed.</summary>
    public OcrError? Error(int failed, int total)
    {
        if (failed <= 0)
            return null;
        if (_firstFailed?.GetError() is not { } first)
            return OcrError.Of(ErrorCodes.PageNotRead, $"{failed} of {total} pages never came to an end.");
        return failed == 1 ? first : OcrError.Of(first.Code, $"{failed} of {total} pages failed; page {first.Page}: {first.Message}", first.Page);
    }
}
