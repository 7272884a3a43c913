namespace OcrFunctions.Engine.Recognition;

/// <summary>What one recognition found, in pixels of the image that it was given.</summary>
/// <param name="Blocks">In reading order, none empty.</param>
internal sealed record Reading(IReadOnlyList<ReadBlock> Blocks)
{
    public static Reading Empty { get; } = new([]);

    public IEnumerable<ReadLine> Lines => Blocks.SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines);

    public IEnumerable<ReadWord> Words => Lines.SelectMany(line => line.Words);

    /// <summary>Mean confidence, 0 to 1, every letter counted alike; 0 without words.</summary>
    public double Confidence => Letters == 0 ? 0 : Words.Sum(word => word.Confidence * word.Letters) / Letters;

    public int Letters => Words.Sum(word => word.Letters);

    /// <summary>
    /// How much was read, by how surely: what is no better than garbage counts nothing. Comparable between readings of one page.
    /// </summary>
    public double Evidence => Words.Sum(word => word.Letters * Math.Max(0, word.Confidence - ReadWord.Garbage));

    /// <summary>The reading with each line changed; null leaves it out, and what holds no line goes with it.</summary>
    public Reading Select(Func<ReadLine, ReadLine?> change)
    {
        var blocks = new List<ReadBlock>();
        foreach (ReadBlock block in Blocks)
        {
            ReadParagraph[] paragraphs = [.. block.Paragraphs
                .Select(paragraph => new ReadParagraph([.. paragraph.Lines.Select(change).OfType<ReadLine>()]))
                .Where(paragraph => paragraph.Lines.Count > 0)];
            if (paragraphs.Length > 0)
                blocks.Add(block with { Paragraphs = paragraphs });
        }

        return new Reading(blocks);
    }

    /// <summary>The reading in an image that this one's is a part of, see <see cref="Box.Mapped"/>.</summary>
    public Reading Mapped(double scale, double left, double top)
    {
        return new Reading([.. Blocks.Select(block => block with { Box = Map(block.Box), Paragraphs = [.. block.Paragraphs.Select(paragraph => new ReadParagraph([.. paragraph.Lines.Select(Line)]))] })]);

        ReadLine Line(ReadLine line) => line with { Box = Map(line.Box), Words = [.. line.Words.Select(word => word with { Box = Map(word.Box) })] };

        Box Map(Box box) => box.Mapped(scale, left, top);
    }
}

/// <param name="Kind">See <see cref="BlockKinds"/>.</param>
internal sealed record ReadBlock(string Kind, Box Box, IReadOnlyList<ReadParagraph> Paragraphs);

internal sealed record ReadParagraph(IReadOnlyList<ReadLine> Lines);

/// <param name="Text">As Tesseract spaces it, without a line break; its words occur in it in their order.</param>
internal sealed record ReadLine(string Text, Box Box, IReadOnlyList<ReadWord> Words)
{
    public double Confidence => Words.Sum(word => word.Confidence * word.Letters) / Math.Max(1, Words.Sum(word => word.Letters));

    /// <summary>The line with some of its words only; what stood between those that are left is kept as it was spaced.</summary>
    public ReadLine With(IReadOnlyList<ReadWord> kept)
    {
        string text = "";
        int end = 0;
        bool spaced = false;
        foreach (ReadWord word in Words)
        {
            int at = Text.IndexOf(word.Text, end, StringComparison.Ordinal);
            spaced |= at > end;
            end = at + word.Text.Length;
            if (!kept.Contains(word))
                continue;
            text += (spaced && text.Length > 0 ? " " : "") + word.Text;
            spaced = false;
        }

        return new ReadLine(text, Box.Around(kept.Select(word => word.Box)), kept);
    }
}

/// <param name="Confidence">Tesseract's own, 0 to 1.</param>
internal sealed record ReadWord(string Text, Box Box, double Confidence)
{
    /// <summary>Confidence that Tesseract has in text turned upside down.</summary>
    public const double Garbage = 0.5;

    /// <summary>Letters and digits; anything else is easily read out of dirt.</summary>
    public int Letters { get; } = Text.Count(char.IsLetterOrDigit);
}
