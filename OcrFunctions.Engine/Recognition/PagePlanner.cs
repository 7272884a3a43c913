using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.Engine.Pdf.Text;
using OcrFunctions.Engine.Rendering;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Decides what of a PDF page's own text is kept and what of the page is recognized, by what a viewer shows: the page is drawn with its
/// text and without.
/// </summary>
internal sealed class PagePlanner : IDisposable
{
    /// <summary>
    /// Share of the letters that a reader sees whose fonts must be believed; below it the whole page is recognized, which keeps its layout.
    /// </summary>
    private const double MinBelieved = 0.6;

    private readonly PdfSketches _sketches = new();
    private readonly OwnText _ownText = new();
    private readonly TextlessPdf _textless = new();
    private readonly FontTrust _fonts = new();

    /// <param name="pdf">The PDF.</param>
    /// <param name="page">From 1.</param>
    /// <param name="mode">What the user wants.</param>
    /// <param name="maxPixels">Maximum number of pixels of an image.</param>
    /// <param name="engine">Recognizes lines in fonts that are in doubt.</param>
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.DamagedFile"/> or <see cref="EngineErrorCodes.PageTooLarge"/>.
    /// </exception>
    public PagePlan Plan(OpenedPdf pdf, int page, TextMode mode, long maxPixels, IOcrEngine engine)
    {
        string path = pdf.Path;
        PageSketch? sketch = _sketches.Of(path, page, pdf.Pages);
        if (sketch is { HasLostContent: true } || (pdf.IsRepaired && sketch?.IsEmpty == true))
            throw new EngineException(EngineErrorCodes.DamagedFile, $"The content of page {page} is lost: the file is damaged.");
        PagePlan plan = Plan(pdf, page, mode, sketch, maxPixels, engine);
        return sketch?.Images.Exists(image => image.IsCut) == true
            ? plan with { Warnings = [.. plan.Warnings, LostContent.CutImage] }
            : plan;
    }

    private PagePlan Plan(OpenedPdf pdf, int page, TextMode mode, PageSketch? sketch, long maxPixels, IOcrEngine engine)
    {
        string path = pdf.Path;
        if (mode == TextMode.Skip)
        {
            (NativeText text, string messages) = _ownText.Read(path, page, pdf.Pages, sketch);
            return new PagePlan(path, sketch, text, [], Otherwise: sketch?.IsEmpty == true ? TextSource.Blank : TextSource.Skipped)
            {
                Warnings = Lost(messages),
            };
        }

        // Damaged content draws nothing either, but not in silence.
        if (sketch?.IsEmpty == true
            && !(sketch.NamesContent && PagePicture.Draw(path, page, sketch) is not { Messages: "" }))
            return new PagePlan(path, sketch, NativeText.None, []) { Warnings = sketch.EndsEarly ? [LostContent.CutContent] : [] };
        if (mode == TextMode.Force || sketch is null)
            return PagePlan.Recognize(path, sketch);
        DecompressionBombGuard.Refuse(sketch.Images.Select(image => image.Pixels), maxPixels);
        return WithOwnText(pdf, page, sketch, maxPixels, engine) ?? PagePlan.Recognize(path, sketch);
    }

    public void Dispose()
    {
        _sketches.Dispose();
        _textless.Dispose();
    }

    /// <returns>Null where no text can be kept.</returns>
    private PagePlan? WithOwnText(OpenedPdf pdf, int page, PageSketch sketch, long maxPixels, IOcrEngine engine)
    {
        string path = pdf.Path;
        // Without a glyph that could be visible, the page's picture says all.
        if (!sketch.Glyphs.Exists(glyph => !glyph.Hidden) && sketch.Annotations.Count == 0)
            return null;
        (NativeText text, string messages) = _ownText.Read(path, page, pdf.Pages, sketch);
        if (text.Blocks.Count == 0)
            return null;
        // Where all of it is kept, nothing can be left over of it.
        PagePlan? whole = sketch.ShowsAllText && EveryWordIsDrawn(text, sketch)
            && Believing(SeenWords.Of(text, sketch), messages, _ => []) is { } all
            && all.Kept.Words.Count() == text.Words.Count(word => word.Box.Intersection(sketch.Page).Area > 0) ? all : null;
        if (whole is not null && sketch.IsTextOnly)
            return whole;
        if (_textless.Of(path) is not { } textlessPath || PagePicture.Draw(textlessPath, page, sketch) is not { } textless)
            return null;
        if (whole is not null)
            return whole with
            {
                Parts = new LeftoverText(whole.Kept, sketch).Find(null, textless),
                Textless = textlessPath,
                Warnings = Lost(messages + textless.Messages),
            };
        if (PagePicture.Draw(path, page, sketch) is not { } picture || TextInk.Between(picture, textless) is not { } ink)
            return null;

        return Believing(SeenWords.Of(text, ink, sketch), messages + picture.Messages,
            words => new LeftoverText(words, sketch).Find(ink, textless)) is { } plan
            ? plan with { Textless = textlessPath }
            : null;

        PagePlan? Believing(NativeText seen, string said, Func<NativeText, IReadOnlyList<PagePart>> leftover)
        {
            NativeText believed = _fonts.Believed(path, seen, sketch, Draw, engine);
            return believed.Blocks.Count == 0 || believed.Letters < MinBelieved * seen.Letters
                ? null
                : new PagePlan(path, sketch, believed, leftover(believed)) { Warnings = Lost(said) };
        }

        PageImage Draw() => PdfPages.Open(path, page, sketch, maxPixels);
    }

    /// <summary>Whether the sketch knows of every word; it leaves out what annotations draw, and fonts that PdfPig cannot read.</summary>
    private static bool EveryWordIsDrawn(NativeText text, PageSketch sketch)
    {
        if (sketch is { Shapes.Count: 0, Images.Count: 0, Annotations.Count: 0 })
            return true;
        var glyphs = new GlyphGrid(sketch.Glyphs);
        return text.Words.Where(word => word.Box.Intersection(sketch.Page).Area > 0)
            .All(word => word.Places.Any(box => glyphs.In(box.Grown(1)).Any()));
    }

    private static PageWarning[] Lost(string messages) => LostContent.WarningOf(messages) is { } warning ? [warning] : [];
}
