using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Transforms what was recognized to the original page's space.</summary>
internal sealed class PageSpaceMapper(PageTransform toOriginal)
{
    public IReadOnlyList<RecognizedBlock> Map(OcrResult result) =>
        [.. result.Blocks.Select(block => new RecognizedBlock(block.Kind, Polygon(block.Box), [.. block.Paragraphs.Select(Paragraph)]))];

    public IReadOnlyList<UnreadRegion> Map(IReadOnlyList<MissedTextRegion> missed) =>
        [.. missed.Select(region => new UnreadRegion(Polygon(region.Box), region.Letters))];

    private double[] Polygon(BoundingBox box) => toOriginal.Polygon(box.Left, box.Top, box.Right, box.Bottom);

    private RecognizedParagraph Paragraph(OcrParagraph paragraph) => new([.. paragraph.Lines.Select(Line)]);

    private RecognizedLine Line(OcrLine line) => new(line.Text, Polygon(line.Box), [.. line.Words.Select(Word)]);

    private RecognizedWord Word(OcrWord word) => new(word.Text, Polygon(word.Box), word.Confidence)
    {
        Reader = word.Reader,
        Agreement = word.Agreement,
        SecondConfidence = word.SecondConfidence,
        Alternative = word.Alternative,
    };
}
