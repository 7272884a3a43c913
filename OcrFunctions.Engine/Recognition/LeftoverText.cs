using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.Engine.Pdf.Text;
using OcrFunctions.Engine.Preprocessing;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Finds what looks like text on a page beside the native words that are kept: in pictures, outlines and unreadable fonts.
/// </summary>
/// <param name="kept">The words.</param>
/// <param name="sketch">The page.</param>
internal sealed class LeftoverText(NativeText kept, PageSketch sketch)
{
    /// <summary>Points around a word, and share of its height, in which its ink may be: accents, italics, rounding.</summary>
    private const double WordMargin = 1.5, WordMarginByHeight = 0.15;

    /// <summary>Points around a part, so that letters at its edge are whole.</summary>
    private const double PartMargin = 6;

    /// <summary>Share of the page from which its parts are taken as the whole page: a scan, whose layout is one.</summary>
    private const double WholePage = 0.5;

    private readonly Box[] _words = [.. kept.Words.SelectMany(word => word.Places)
        .Select(box => box.Grown(WordMargin + WordMarginByHeight * box.Height))];

    /// <param name="ink">What the page's text painted; null where that is the words that are kept, for certain.</param>
    /// <param name="textless">The page without its text.</param>
    /// <returns>Parts of the page that do not overlap.</returns>
    public IReadOnlyList<PagePart> Find(TextInk? ink, PagePicture textless)
    {
        using PixHandle? picture = sketch.IsTextOnly || textless.IsBlank ? null : Pictures.Gray(textless), text = ink?.Outside(_words);
        List<PagePart> parts =
        [
            .. Rows(picture, textless.PixelsPerPoint).Select(box => new PagePart(box, IsText: false)),
            .. Rows(text, textless.PixelsPerPoint).Select(box => new PagePart(box, IsText: true)),
        ];
        parts = PagePart.Merge([.. parts
            .Select(part => part with { Box = part.Box.Grown(PartMargin).Intersection(sketch.Page) })
            .Where(part => part.Box.Area > 0)]);
        return parts.Where(part => !part.IsText).Sum(part => part.Box.Area) < WholePage * sketch.Page.Area
            ? parts
            : [new PagePart(sketch.Page, parts.Exists(part => part.IsText))];
    }

    private static IEnumerable<Box> Rows(PixHandle? picture, double pixelsPerPoint)
    {
        if (picture is null)
            return [];
        using var ink = BinarizedImage.Of(picture);
        MissedText found = MissedTextDetector.Find(ink, OcrResult.Empty);
        return [.. found.Regions.Select(region => region.Box).Concat(found.LargeRows.Select(BoundingBox.Around)).Select(box => new Box(
            box.Left / pixelsPerPoint, box.Top / pixelsPerPoint, box.Right / pixelsPerPoint, box.Bottom / pixelsPerPoint))];
    }
}
