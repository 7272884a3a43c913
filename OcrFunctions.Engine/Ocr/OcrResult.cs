using System.Text;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Ocr;

/// <summary>Result of one recognition, in pixels of the image that it was given.</summary>
/// <param name="Blocks">In reading order, none empty.</param>
internal sealed record OcrResult(IReadOnlyList<OcrBlock> Blocks)
{
    public static OcrResult Empty { get; } = new([]);

    public IEnumerable<OcrLine> Lines => Blocks.SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines);

    public IEnumerable<OcrWord> Words => Lines.SelectMany(line => line.Words);

    /// <summary>Mean confidence, 0 to 1, weighted by letters; 0 without words.</summary>
    public double Confidence => Letters == 0 ? 0 : Words.Sum(word => word.Confidence * word.Letters) / Letters;

    public int Letters => Words.Sum(word => word.Letters);

    /// <summary>
    /// Amount of text read, weighted by confidence: what is no better than garbage counts nothing. Comparable between results of one page.
    /// </summary>
    public double Evidence => Words.Sum(word => word.Letters * Math.Max(0, word.Confidence - OcrWord.GarbageConfidence));

    /// <summary>The result with each line transformed; null drops it, and containers without a line are dropped too.</summary>
    public OcrResult Select(Func<OcrLine, OcrLine?> change)
    {
        var blocks = new List<OcrBlock>();
        foreach (OcrBlock block in Blocks)
        {
            OcrParagraph[] paragraphs = [.. block.Paragraphs
                .Select(paragraph => new OcrParagraph([.. paragraph.Lines.Select(change).OfType<OcrLine>()]))
                .Where(paragraph => paragraph.Lines.Count > 0)];
            if (paragraphs.Length > 0)
                blocks.Add(block with { Paragraphs = paragraphs });
        }

        return new OcrResult(blocks);
    }

    /// <summary>The result in pixels of the image of which this one's is a part, see <see cref="BoundingBox.Mapped"/>.</summary>
    public OcrResult Mapped(double scale, double left, double top)
    {
        return new OcrResult([.. Blocks.Select(Block)]);

        OcrBlock Block(OcrBlock block) => new(block.Kind, Map(block.Box), [.. block.Paragraphs.Select(Paragraph)]);

        OcrParagraph Paragraph(OcrParagraph paragraph) => new([.. paragraph.Lines.Select(Line)]);

        OcrLine Line(OcrLine line) => new(line.Text, Map(line.Box), [.. line.Words.Select(word => word with { Box = Map(word.Box) })]);

        BoundingBox Map(BoundingBox box) => box.Mapped(scale, left, top);
    }
}

/// <param name="Kind">The engine's type of the block, in snake case.</param>
internal sealed record OcrBlock(string Kind, BoundingBox Box, IReadOnlyList<OcrParagraph> Paragraphs);

internal sealed record OcrParagraph(IReadOnlyList<OcrLine> Lines);

/// <param name="Text">As Tesseract spaces it, without a line break; its words occur in it in their order.</param>
internal sealed record OcrLine(string Text, BoundingBox Box, IReadOnlyList<OcrWord> Words)
{
    public double Confidence => Words.Sum(word => word.Confidence * word.Letters) / Math.Max(1, Words.Sum(word => word.Letters));

    /// <summary>The line with some of its words only; the spacing between the remaining ones is kept.</summary>
    public OcrLine With(IReadOnlyList<OcrWord> kept)
    {
        string text = "";
        int end = 0;
        bool spaced = false;
        foreach (OcrWord word in Words)
        {
            int at = Text.IndexOf(word.Text, end, StringComparison.Ordinal);
            spaced |= at > end;
            end = at + word.Text.Length;
            if (!kept.Contains(word))
                continue;
            text += (spaced && text.Length > 0 ? " " : "") + word.Text;
            spaced = false;
        }

        return new OcrLine(text, BoundingBox.Around(kept.Select(word => word.Box)), kept);
    }

    /// <summary>The line with other texts for its words; the spacing between them is kept.</summary>
    /// <param name="words">One for each word, in the same order.</param>
    public OcrLine Replaced(IReadOnlyList<OcrWord> words)
    {
        var text = new StringBuilder();
        int end = 0;
        for (int i = 0; i < words.Count; i++)
        {
            int at = Text.IndexOf(Words[i].Text, end, StringComparison.Ordinal);
            text.Append(Text, end, at - end).Append(words[i].Text);
            end = at + Words[i].Text.Length;
        }

        return this with { Text = text.Append(Text, end, Text.Length - end).ToString(), Words = words };
    }
}

/// <param name="Confidence">Tesseract's own, 0 to 1.</param>
internal sealed record OcrWord(string Text, BoundingBox Box, double Confidence)
{
    /// <summary>Confidence that Tesseract has in upside-down text.</summary>
    public const double GarbageConfidence = 0.5;

    /// <summary>Letters and digits; anything else is easily misread from dirt.</summary>
    public int Letters => Text.Count(char.IsLetterOrDigit);

    /// <summary>Name of the second recognizer if it read <see cref="Text"/>.</summary>
    public string? Reader { get; init; }

    /// <summary>Whether a second recognizer read it alike; null where it was not asked.</summary>
    public ReaderAgreement? Agreement { get; init; }

    /// <summary>The second recognizer's lowest probability of a character, 0 to 1; null where it read nothing.</summary>
    public double? SecondConfidence { get; init; }

    /// <summary>The text that was not chosen where the recognizers differ: the second one's, or Tesseract's if that was replaced.</summary>
    public string? Alternative { get; init; }
}
