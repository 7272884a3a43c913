using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Recognition;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Tests.Engine;

/// <summary>
/// The passes over a page with an engine that reads nothing, or only what a test says: what they ask for, and what they keep.
/// </summary>
public sealed class RecognitionPassesTests
{
    private const int Width = 1_000, Height = 600, LetterWidth = 18, LetterHeight = 24, Letters = 12;

    /// <summary>Where the row of letters begins.</summary>
    private const int Left = 200, Top = 300;

    [Fact]
    public void Ink_that_looks_like_text_and_is_not_read_is_reported()
    {
        var engine = new NullOcrEngine();
        using PageImage page = PageWithRow();
        PageOcrResult result = new PageOcr(engine).Read(page);

        MissedTextRegion region = Assert.Single(result.Missed);
        Assert.Equal(Letters, region.Letters);
        Assert.Empty(result.Text.Words);
        Assert.Contains(result.Warnings, warning => warning.Code == PageWarningCodes.MissedText);
        Assert.Equal([PageSegmentationMode.Auto, PageSegmentationMode.SparseText], engine.Calls.Distinct());
        Assert.Equal(["first", "sparse"], result.Passes.Select(pass => pass.Name));
        Assert.Equal([true, false], result.Passes.Select(pass => pass.Kept));
    }

    [Fact]
    public void Text_that_a_recovery_pass_reads_is_added_and_no_longer_missed()
    {
        using PageImage page = PageWithRow();
        var engine = new NullOcrEngine { Results = { [PageSegmentationMode.SparseText] = RowWithConfidence(0.9) } };
        (OcrResult result, IReadOnlyList<MissedTextRegion> missed) = new RecoveryPasses(page, engine).Apply(OcrResult.Empty);

        Assert.Equal("recoveredtext", Assert.Single(result.Words).Text);
        Assert.Empty(missed);
    }

    [Fact]
    public void Text_with_low_confidence_is_not_recovered()
    {
        using PageImage page = PageWithRow();
        var engine = new NullOcrEngine { Results = { [PageSegmentationMode.SparseText] = RowWithConfidence(0.55) } };
        (OcrResult result, IReadOnlyList<MissedTextRegion> missed) = new RecoveryPasses(page, engine).Apply(OcrResult.Empty);

        Assert.Empty(result.Words);
        Assert.Single(missed);
    }

    [Fact]
    public void Faint_ink_that_looks_like_text_and_is_not_read_is_reported_beside_black_ink()
    {
        const int below = 120, margin = 10;
        using PageImage row = PageWithRow();
        using PixHandle faint = Libleptonica.pixConvert1To8(0, row.Pixels, 255, 225);
        using PageImage page = row.Derive(Libleptonica.pixConvert1To8(0, row.Pixels, 255, 0), PageTransform.Identity);
        _ = Libleptonica.pixRasterop(
            page.Pixels, 0, Top + below, Width, LetterHeight + 2 * margin, Libleptonica.PIX_SRC, faint, 0, Top - margin);
        (OcrResult result, IReadOnlyList<MissedTextRegion> missed) = new RecoveryPasses(page, new NullOcrEngine()).Apply(OcrResult.Empty);

        Assert.Empty(result.Words);
        Assert.Equal([Letters, Letters], missed.Select(region => region.Letters));
    }

    [Fact]
    public void An_empty_page_is_recognized_once()
    {
        var engine = new NullOcrEngine();
        using PageImage page = Page();
        PageOcrResult result = new PageOcr(engine).Read(page);

        Assert.Equal([PageSegmentationMode.Auto], engine.Calls);
        Assert.Empty(result.Missed);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_page_without_text_in_any_orientation_stays_as_it_is()
    {
        var engine = new NullOcrEngine { Orientation = new DetectedOrientation(QuarterTurns: 2, Confidence: 10) };
        using PageImage page = PageWithRow();
        PageOcrResult result = new PageOcr(engine).Read(page);

        Assert.Equal(0, result.Orientation.Degrees);
        Assert.Equal(["first", "turned 180", "sparse"], result.Passes.Select(pass => pass.Name));
    }

    /// <summary>The row of <see cref="PageWithRow"/>, as a word.</summary>
    private static OcrResult RowWithConfidence(double confidence)
    {
        var box = new BoundingBox(Left, Top, Left + 2 * Letters * LetterWidth, Top + LetterHeight);
        var word = new OcrWord("recoveredtext", box, confidence);
        return new OcrResult([new OcrBlock("flowing_text", box, [new OcrParagraph([new OcrLine(word.Text, box, [word])])])]);
    }

    /// <summary>A white page.</summary>
    private static PageImage Page()
    {
        NativeLibraries.Open();
        return new PageImage
        {
            Pixels = Libleptonica.pixCreate(Width, Height, depth: 1),
            Width = Width,
            Height = Height,
            Unit = "pixel",
            ToOriginal = PageTransform.Identity,
        };
    }

    /// <summary>A page with boxes of letter size in a row on one baseline.</summary>
    private static PageImage PageWithRow()
    {
        PageImage page = Page();
        for (int i = 0; i < Letters; i++)
            _ = Libleptonica.pixRasterop(
                page.Pixels, Left + 2 * i * LetterWidth, Top, LetterWidth, LetterHeight, Libleptonica.PIX_SET, page.Pixels, 0, 0);
        return page;
    }
}
