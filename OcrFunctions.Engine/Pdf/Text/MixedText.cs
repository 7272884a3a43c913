using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Puts what was recognized on parts of a page between the page's own text.</summary>
internal static class MixedText
{
    /// <summary>A picture without text gives a few doubtful words; text gives sure ones of some length.</summary>
    private const double SureConfidence = 0.7, LeastMean = 0.6;

    private const int LeastSureWords = 3, SureLength = 3;

    /// <param name="native">In reading order.</param>
    /// <param name="recognized">In reading order.</param>
    /// <param name="parts">Where something was recognized, in points.</param>
    public static IReadOnlyList<RecognizedBlock> Of(IReadOnlyList<RecognizedBlock> native, IReadOnlyList<RecognizedBlock> recognized,
        IReadOnlyList<Box> parts)
    {
        List<RecognizedBlock> all = [.. native];
        HashSet<Box> texts = [.. parts.Where(part => IsText(WordsIn(recognized, part)))];
        foreach (RecognizedBlock block in recognized)
            if (texts.Any(part => Holds(part, block.Polygon)))
                all.Insert(PlaceFor(block, all), block);
        return all;
    }

    private static IEnumerable<RecognizedWord> WordsIn(IEnumerable<RecognizedBlock> blocks, Box part) => blocks
        .SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines).SelectMany(line => line.Words)
        .Where(word => Holds(part, word.Polygon));

    private static bool IsText(IEnumerable<RecognizedWord> found)
    {
        List<RecognizedWord> words = [.. found];
        return words.Count(word => word.Confidence >= SureConfidence && word.Text.Count(char.IsLetterOrDigit) >= SureLength)
            >= LeastSureWords
            && words.Average(word => word.Confidence) >= LeastMean;
    }

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
