using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Preprocessing;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Rows of letters on a page that is not yet upright and level.</summary>
/// <param name="lines">Direction of its text lines; whether it is upside down is not known.</param>
internal sealed class LetterRows(TextLineDirection lines)
{
    /// <summary>Fewer connected components in a row may be chance: in pictures wide ones stand alone.</summary>
    private const int MinLetters = 3;

    private readonly double _slope = Math.Tan(lines.Skew.Angle * Math.PI / 180);

    /// <param name="letters">Connected components, in pixels of the page.</param>
    /// <returns>The components of each row, in the direction in which most are in rows.</returns>
    public BoundingBox[][] Find(List<BoundingBox> letters)
    {
        // The edge of a sidebar can be taken for lines in its direction, so the page's is not reliable.
        BoundingBox[][] across = Rows(letters, box => Leveled(box, lines.Vertical ? 0 : _slope));
        BoundingBox[][] down = Rows(letters, box =>
            Leveled(new BoundingBox(-box.Bottom, box.Left, -box.Top, box.Right), lines.Vertical ? _slope : 0));
        return across.Sum(row => row.Length) >= down.Sum(row => row.Length) ? across : down;
    }

    private static BoundingBox[][] Rows(List<BoundingBox> letters, Func<BoundingBox, BoundingBox> upright)
    {
        var originals = letters.GroupBy(upright).ToDictionary(box => box.Key, box => box.First());
        return [.. ComponentRows.Groups([.. originals.Keys])
            .Where(row => row.Length >= MinLetters
                && (ComponentRows.LooksLikeText(row) || ComponentRows.LooksLikeText(Array.ConvertAll(row, UpsideDown))))
            .Select(row => Array.ConvertAll(row, box => originals[box]))];
    }

    private static BoundingBox Leveled(BoundingBox box, double slope)
    {
        double down = slope * (box.Left + box.Right) / 2;
        return box with { Top = box.Top + down, Bottom = box.Bottom + down };
    }

    private static BoundingBox UpsideDown(BoundingBox box) => new(-box.Right, -box.Bottom, -box.Left, -box.Top);
}
