using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>What is kept of a page's own text and what of the page is recognized.</summary>
/// <param name="Path">The PDF.</param>
/// <param name="Sketch">What is drawn on it; null where that cannot be told.</param>
/// <param name="Kept">The text that stays.</param>
/// <param name="Parts">Where to recognize: nowhere if empty, everywhere if null.</param>
/// <param name="Textless">The PDF without visible text, where parts of the page are recognized.</param>
/// <param name="Otherwise">Source of a page on which nothing is kept and nothing recognized.</param>
internal sealed record PagePlan(string Path, PageSketch? Sketch, NativeText Kept, IReadOnlyList<PagePart>? Parts,
    string? Textless = null, TextSource Otherwise = TextSource.Blank)
{
    /// <summary>What is lost of the page.</summary>
    public IReadOnlyList<PageWarning> Warnings { get; init; } = [];

    /// <summary>Whether Tesseract has nothing to do.</summary>
    public bool NeedsNoRecognition => Parts is { Count: 0 };

    /// <summary>Whether the page is its own text with some parts to recognize, not a scan with some text.</summary>
    public bool IsMostlyText => Parts is { } parts && Sketch is { } sketch && parts.All(part => part.Box != sketch.Page);

    /// <summary>A page of which nothing is kept.</summary>
    public static PagePlan Recognize(string path, PageSketch? sketch) => new(path, sketch, NativeText.None, null);
}
