using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.Exports;

namespace OcrFunctions.Tests.Pipeline;

/// <summary>Which words need review, and why.</summary>
public sealed class WordReviewTests
{
    [Theory]
    [InlineData(0.79, null, ReviewReason.LowConfidence)]
    [InlineData(0.79, ReaderAgreement.Agrees, ReviewReason.LowConfidence)]
    [InlineData(0.79, ReaderAgreement.Differs, ReviewReason.ReadersDiffer)]
    [InlineData(0.79, ReaderAgreement.NotSeen, ReviewReason.NotSeen)]
    [InlineData(0.8, ReaderAgreement.Differs, null)]
    [InlineData(null, null, null)]
    public void A_word_below_the_limit_has_its_reason(double? confidence, ReaderAgreement? agreement, ReviewReason? reason) =>
        Assert.Equal(reason is { } one ? [one] : null, First(word => word with { Confidence = confidence, Agreement = agreement }).Review);

    [Fact]
    public void A_corrected_or_accepted_word_needs_no_review() =>
        Assert.Null(First(word => word with { Confidence = 0.1, Recognized = word.Content }).Review);

    /// <summary>The first word is from 100 to 130 and from 100 to 120.</summary>
    [Theory]
    [InlineData(140, 100, 300, 120, true)]
    [InlineData(40, 95, 85, 118, true)]
    [InlineData(151, 100, 300, 120, false)]
    [InlineData(0, 100, 79, 120, false)]
    [InlineData(100, 125, 300, 145, false)]
    [InlineData(140, 112, 300, 132, false)]
    public void A_word_whose_line_goes_on_in_missed_text_needs_review_however_sure_it_is(
        double left, double top, double right, double bottom, bool isBeside)
    {
        var region = new UnreadRegion([left, top, right, top, right, bottom, left, bottom], 10);
        PageWord word = First(one => one with { Confidence = 0.99 }, region);
        Assert.Equal(isBeside ? [ReviewReason.BesideMissedText] : null, word.Review);
    }

    private static PageWord First(Func<PageWord, PageWord> change, params UnreadRegion[] unread)
    {
        PageResult page = ExportSamples.Page(1, blocks: "one two");
        page = page with { Words = [.. page.Words!.Select(change)], UnreadRegions = unread };
        return WordReview.Mark(page, below: 0.8).Words![0];
    }
}
