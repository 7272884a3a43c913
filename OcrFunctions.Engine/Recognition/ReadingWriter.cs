using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Puts a reading into the original page's space.</summary>
internal sealed class ReadingWriter(PageTransform toOriginal)
{
    public IReadOnlyList<RecognisedBlock> Write(Reading reading) =>
        [.. reading.Blocks.Select(block => new RecognisedBlock(block.Kind, Polygon(block.Box), [.. block.Paragraphs.Select(Paragraph)]))];

    public IReadOnlyList<UnreadRegion> Write(IReadOnlyList<UnreadPlace> places) =>
        [.. places.Select(place => new UnreadRegion(Polygon(place.Box), place.Letters))];

    public double[] Polygon(Box box) => toOriginal.Polygon(box.Left, box.Top, box.Right, box.Bottom);

    private RecognisedParagraph Paragraph(ReadParagraph paragraph) => new([.. paragraph.Lines.Select(Line)]);

    private RecognisedLine Line(ReadLine line) => new(line.Text, Polygon(line.Box), [.. line.Words.Select(Word)]);

    private RecognisedWord Word(ReadWord word) => new(word.Text, Polygon(word.Box), word.Confidence);
}
