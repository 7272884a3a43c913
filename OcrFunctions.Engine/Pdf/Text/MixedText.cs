using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Puts what was recognized on parts of a page between the page's own text.</summary>
internal static class MixedText
{
    /// <summary>A picture without text gives a few doubtful words; text gives sure ones of some length.</summary>
    private const double SureConfidence = 0.7, MinMean = 0.6;

    private const int MinSureWords = 3, SureLength = 3;

    /// <summary>A picture of one word or number is read with more certainty than that.</summary>
    private const double AloneConfidence = 0.85;

    /// <param name="plan">The page's plan, which has parts.</param>
    /// <param name="native">In reading order.</param>
    /// <param name="recognized">In reading order.</param>
    /// <returns>The page's text, and what was read in logos, which is none of it.</returns>
    public static (IReadOnlyList<RecognizedBlock> Blocks, IReadOnlyList<PictureText> Pictures) Of(
        PagePlan plan, IReadOnlyList<RecognizedBlock> native, IReadOnlyList<RecognizedBlock> recognized)
    {
        List<RecognizedBlock> all = [.. native];
        (PagePart Part, List<RecognizedWord> Words)[] read = [.. plan.Parts!
            .Select(part => (Part: part, Words: WordsIn(recognized, part.Box).ToList()))
            .Where(part => IsText(part.Words))];
        // Beside scanned text, a word or two are some of it.
        bool isScan = Array.Exists(read, part => part.Words.Count(IsSure) >= MinSureWords);
        ILookup<bool, Box> areLogos = read.ToLookup(part => !isScan && IsLogo(part.Part, part.Words, plan), part => part.Part.Box);
        HashSet<Box> texts = [.. areLogos[false]], logos = [.. areLogos[true]];

        foreach (RecognizedBlock block in recognized)
            if (Within(texts, block) is { } text)
                all.Insert(PlaceFor(text, all), text);
        return (all, [.. recognized.Select(block => Within(logos, block)).OfType<RecognizedBlock>()
            .SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines)
            .Select(line => new PictureText(line.Text, line.Polygon, line.Words.Average(word => word.Confidence ?? 0)))]);
    }

    /// <summary>A word or two in a picture, not in a note; a number may be one that counts.</summary>
    private static bool IsLogo(PagePart part, List<RecognizedWord> words, PagePlan plan) =>
        !part.IsText && !words.Exists(word => word.Text.Any(char.IsDigit))
            && plan.Sketch?.Annotations.Exists(note => note.Intersection(part.Box).Area > 0) != true;

    /// <summary>The block with its words in some parts; null where it has none.</summary>
    private static RecognizedBlock? Within(HashSet<Box> parts, RecognizedBlock block)
    {
        RecognizedParagraph[] paragraphs = [.. block.Paragraphs
            .Select(paragraph => new RecognizedParagraph([.. paragraph.Lines.Select(Line).OfType<RecognizedLine>()]))
            .Where(paragraph => paragraph.Lines.Count > 0)];
        return paragraphs.Length == 0 ? null : block with { Paragraphs = paragraphs };

        RecognizedLine? Line(RecognizedLine line)
        {
            RecognizedWord[] words = [.. line.Words.Where(word => parts.Any(part => Holds(part, word.Polygon)))];
            if (words.Length == line.Words.Count)
                return line;
            return words.Length == 0
                ? null
                : line with { Text = string.Join(' ', words.Select(word => word.Text)), Words = words };
        }
    }

    private static IEnumerable<RecognizedWord> WordsIn(IEnumerable<RecognizedBlock> blocks, Box part) => blocks
        .SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines).SelectMany(line => line.Words)
        .Where(word => Holds(part, word.Polygon));

    private static bool IsText(List<RecognizedWord> words)
    {
        if (words.Count == 0)
            return false;
        double mean = words.Average(word => word.Confidence ?? 0);
        int sure = words.Count(IsSure);
        return (sure >= MinSureWords && mean >= MinMean) || (sure > 0 && mean >= AloneConfidence);
    }

    private static bool IsSure(RecognizedWord word) =>
        word.Confidence >= SureConfidence && word.Text.Count(char.IsLetterOrDigit) >= SureLength;

    /// <summary>
    /// Behind the last block that ends above this one in the same column; else before the first that begins below it in the
    /// same column; else by height alone.
    /// </summary>
    private static int PlaceFor(RecognizedBlock block, List<RecognizedBlock> others)
    {
        Box box = BoxOf(block.Polygon);
        int above = others.FindLastIndex(
            other => BoxOf(other.Polygon) is var place && place.CenterY <= box.CenterY && ShareColumn(place, box));
        if (above >= 0)
            return above + 1;
        int below = others.FindIndex(other => BoxOf(other.Polygon) is var place && place.CenterY > box.CenterY && ShareColumn(place, box));
        if (below >= 0)
            return below;
        int lower = others.FindIndex(other => BoxOf(other.Polygon).CenterY > box.CenterY);
        return lower >= 0 ? lower : others.Count;
    }

    private static bool ShareColumn(Box a, Box b) =>
        Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left) > 0.3 * Math.Min(a.Width, b.Width);

    private static bool Holds(Box part, IReadOnlyList<double> polygon) =>
        BoxOf(polygon) is var box && part.Contains(box.CenterX, box.CenterY);

    /// <summary>From inches to points.</summary>
    private static Box BoxOf(IReadOnlyList<double> polygon) => Box.Around([.. Enumerable.Range(0, 4)
        .Select(i => (polygon[2 * i] * PdfPageSize.PointsPerInch, polygon[2 * i + 1] * PdfPageSize.PointsPerInch))]);
}
