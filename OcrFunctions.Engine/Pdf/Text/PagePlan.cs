using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>What is kept of a page's own text and what of the page is recognized.</summary>
/// <param name="Path">The PDF.</param>
/// <param name="Sketch">What is drawn on it; null where that cannot be told.</param>
/// <param name="Kept">The text that stays.</param>
/// <param name="Parts">Where to recognize: nowhere if empty, everywhere if null.</param>
/// <param name="Otherwise">Source of a page on which nothing is kept and nothing recognized.</param>
internal sealed record PagePlan(string Path, PageSketch? Sketch, NativeText Kept, IReadOnlyList<Box>? Parts,
    TextSource Otherwise = TextSource.Blank)
{
    /// <summary>Whether Tesseract has nothing to do.</summary>
    public bool NeedsNoRecognition => Parts is { Count: 0 };

    private static PagePlan Recognize(string path, PageSketch? sketch) => new(path, sketch, NativeText.None, null);

    public static PagePlan Of(OpenedPdf pdf, int page, TextMode mode, PdfSketches sketches)
    {
        string path = pdf.Path;
        PageSketch? sketch = sketches.Of(path, page);
        if (sketch is { HasLostContent: true } || (pdf.IsRepaired && sketch?.IsEmpty == true))
            throw new EngineException(EngineErrorCodes.DamagedFile, $"The content of page {page} is lost: the file is damaged.");
        if (mode == TextMode.Skip)
            return new PagePlan(path, sketch, TextLayerReader.Read(path, page, sketch?.UserUnit ?? 1), [],
                sketch?.IsEmpty == true ? TextSource.Blank : TextSource.Skipped);
        if (sketch?.IsEmpty == true)
            return new PagePlan(path, sketch, NativeText.None, []);
        if (mode == TextMode.Force || sketch is null || !sketch.Glyphs.Exists(glyph => !glyph.Hidden))
            return Recognize(path, sketch);

        NativeText seen = TextLayer.Seen(TextLayerReader.Read(path, page, sketch.UserUnit), sketch);
        return seen.Blocks.Count == 0 || TextLayer.Objection(seen, sketch) is not null
            ? Recognize(path, sketch)
            : new PagePlan(path, sketch, seen, ScannedParts.Of(sketch, seen));
    }
}
