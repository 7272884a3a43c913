using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>A page's own text, visible or not, with its words whole.</summary>
internal sealed class OwnText
{
    private readonly TextLayers _layers = new();

    /// <param name="path">Path of the PDF.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pages">Number of pages of the document.</param>
    /// <param name="sketch">What is drawn on the page; null where that cannot be told.</param>
    /// <returns>The text, and what poppler said of the page's content.</returns>
    public (NativeText Text, string Messages) Read(string path, int page, int pages, PageSketch? sketch)
    {
        double unit = sketch?.UserUnit ?? 1;
        (NativeText text, string messages) = _layers.Read(path, page, pages, unit);
        // Slanted letters first: those that touch a level word are none of it.
        if (sketch is not null)
            text = SlantedText.Put(text, sketch, () => TextLayerReader.Read(path, page, unit, isLevelOnly: true).Text);
        return (LetterSpacedWords.Join(JoinedWords.Join(text)), messages);
    }
}
