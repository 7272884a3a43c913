using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preparation;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Single letters and digits on the foot of a line that was read: the numbers in the narrow columns of a bill, which the layout analysis
/// takes for dirt. They are read together with the word beside them, as rows of one block, which shows Tesseract their line. So are pairs
/// of letters with white all around, such as the "by" of a title page, and digits that stand alone, such as a page's number.
/// </summary>
internal static class LoneLetters
{
    private const string Name = "rows";

    /// <summary>Height over the typical letter's.</summary>
    private const double Lowest = 0.6, Highest = 1.7;

    /// <summary>Width over height: narrower is a rule.</summary>
    private const double Narrowest = 0.12;

    /// <summary>Distance of the feet over the typical letter's height.</summary>
    private const double SameFoot = 0.2;

    /// <summary>A line whose foot is to be trusted.</summary>
    private const double WellRead = 0.7;

    /// <summary>More are a texture, or a drawing between the lines.</summary>
    private const int Most = 200;

    /// <summary>Pixels around what is read again.</summary>
    private const double Margin = 5;

    /// <summary>A doubtful number is better looked at than lost; a doubtful letter is mostly dirt.</summary>
    private const double LeastConfidence = 0.6, LeastForNumbers = 0.4;

    /// <summary>White around a pair and around a single sign, over its height; most between a pair's heights; and between its feet, over its height.</summary>
    private const double PairAlone = 1.5, SingleAlone = 3, SameHeight = 1.35, Level = 0.15;

    /// <summary>A speck looks like a letter, too; of single signs only sure digits are believed.</summary>
    private const double SureDigit = 0.8;

    /// <summary>Part of the ink in a word that is of it, and part of a word in one that was read before up to which it is another.</summary>
    private const double Overlap = 0.5, LittleOverlap = 0.3;

    /// <param name="groups">Neighbouring pieces that are too few for a row.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="typical">Height of the page's letters.</param>
    public static IReadOnlyList<LoneLetter> Of(IEnumerable<Box[]> groups, Reading reading, double typical)
    {
        Box[][] all = [.. groups];
        ReadWord[] words = [.. reading.Lines.Where(line => line.Confidence >= WellRead).SelectMany(line => line.Words).Where(word => word.Letters > 0)];
        LoneLetter[] lone = [.. all.Where(group => group.All(IsALetter)).Select(group => Beside(Box.Around(group)) ?? Apart(group)).OfType<LoneLetter>()];
        return lone.Length > Most ? [] : lone;

        bool IsALetter(Box box) => box.Height >= Lowest * typical && box.Height <= Highest * typical && box.Width >= Narrowest * box.Height && box.Width <= 2 * box.Height;

        LoneLetter? Beside(Box box) => words
            .Where(word => Math.Abs(word.Box.Bottom - box.Bottom) <= SameFoot * typical)
            .MinBy(word => Math.Max(word.Box.Left - box.Right, box.Left - word.Box.Right)) is { } nearest ? new LoneLetter(box, nearest) : null;

        LoneLetter? Apart(Box[] group)
        {
            if (group is [Box one, Box other] && (Math.Max(one.Height, other.Height) > SameHeight * Math.Min(one.Height, other.Height) || Math.Abs(one.Bottom - other.Bottom) > Level * one.Height))
                return null;
            Box box = Box.Around(group), around = box.Grown((group.Length == 1 ? SingleAlone : PairAlone) * box.Height);
            return all.Any(near => near != group && near.Any(around.Touches)) || reading.Words.Any(word => word.Box.Touches(box.Grown(box.Height / 2))) ? null : new LoneLetter(box, null);
        }
    }

    public static LaterLook Read(IReadOnlyList<LoneLetter> lone, PageImage image, Reading first, Recogniser recogniser)
    {
        IEnumerable<Box> boxes = lone.SelectMany(one => one.Neighbour is null ? [one.Box] : new[] { one.Box, one.Neighbour.Box }).Distinct();
        using PixHandle rows = Cutouts.Of(image.Pixels, boxes.Select(Cut));
        Reading found = recogniser.Recognise(rows, image.Resolution, Libtesseract.PSM_SINGLE_BLOCK);
        return new LaterLook(Name, found, [.. found.Words.Where(IsNew).Select(word => new ReadLine(word.Text, word.Box, [word]))]);

        bool IsNew(ReadWord word) => word.Letters > 0
            && lone.FirstOrDefault(one => one.Box.Within(word.Box) > Overlap) is { } ink
            && IsBelievable(word, ink)
            && !first.Words.Any(old => old.Box.Within(word.Box) > LittleOverlap || word.Box.Within(old.Box) > LittleOverlap);
    }

    private static Cutout Cut(Box box)
    {
        (int x, int y) = ((int)Math.Max(0, box.Left - Margin), (int)Math.Max(0, box.Top - Margin));
        return new Cutout(x, y, (int)(box.Right + Margin) - x, (int)(box.Bottom + Margin) - y);
    }

    private static bool IsBelievable(ReadWord word, LoneLetter ink)
    {
        bool number = word.Text.All(char.IsDigit), supported = ink.Neighbour is not null || word.Letters > 1;
        return word.Confidence >= (number ? LeastForNumbers : LeastConfidence) && (supported || (number && word.Confidence >= SureDigit));
    }
}

/// <param name="Box">In pixels of the image.</param>
/// <param name="Neighbour">The nearest word that was read on the same foot; null where it has its row to itself.</param>
internal sealed record LoneLetter(Box Box, ReadWord? Neighbour);
