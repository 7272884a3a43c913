using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preparation;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Finds ink that looks like text and lies in no word: pieces of the size of letters that stand in a row on one foot. Pictures
/// and noise have pieces of every size at every height, rules have none.
/// </summary>
internal static class UnreadInk
{
    /// <summary>Height of a letter over the page's typical one.</summary>
    private const double Smallest = 0.45, Largest = 4;

    /// <summary>Letters of a title or a mark are up to this much higher. Pictures have pieces as large, so they are only looked at, see <see cref="LargeLetters"/>.</summary>
    private const double LargestOfAll = 12;

    /// <summary>Width over height: a line of touching letters is still text, a rule is not.</summary>
    private const double Narrowest = 0.08, Widest = 12;

    /// <summary>A piece this much wider than high stands for several letters.</summary>
    private const double LetterWidth = 0.8;

    /// <summary>Part of a word's height around it that belongs to it: dots, accents, its ends.</summary>
    private const double Belonging = 0.3;

    /// <summary>Of light letters: the margin around a row, over its height, and how much of it and the row is dark.</summary>
    public const double DarkMargin = 0.25;

    private const double MostlyDark = 0.5;

    /// <summary>More pieces than this are no text but a texture.</summary>
    private const int MostPieces = 6_000;

    /// <param name="ink">Of the image that was read, level and upright.</param>
    /// <param name="reading">What was read on it.</param>
    public static UnreadFindings Find(InkImage ink, Reading reading)
    {
        double typical = TypicalLetter(ink, reading);
        if (typical <= 0)
            return UnreadFindings.None;
        ReadWord[] words = [.. reading.Words];
        List<Box> all = Uncovered(Pieces(ink, typical, LargestOfAll), words, typical);
        List<Box> left = all.FindAll(piece => piece.Height <= Largest * typical);
        if (left.Count > MostPieces)
            return UnreadFindings.None;
        ILookup<bool, Box[]> rows = TextRows.Groups(left).ToLookup(TextRows.LooksLikeText);
        return new UnreadFindings(
            [.. TextRows.Join([.. rows[true].Select(TextRows.Place)]), .. OnDark(ink, typical, words)],
            LoneLetters.Of(rows[false], reading, typical),
            LargeLetters.Of(all, typical));
    }

    /// <summary>Light letters on a dark ground: rows of letters in the inverted ink with mostly ink around them, or lighter than a grey ground.</summary>
    private static IEnumerable<UnreadPlace> OnDark(InkImage ink, double typical, ReadWord[] words)
    {
        using InkImage inverted = ink.Inverted();
        using InkImage? light = ink.Light();
        IEnumerable<UnreadPlace> onBlack = Rows(inverted).Where(row => Density(ink, row.Box.Grown(DarkMargin * row.Box.Height)) >= MostlyDark);
        return TextRows.Join([.. onBlack, .. light is null ? [] : Rows(light)]).Select(place => place with { OnDark = true });

        IEnumerable<UnreadPlace> Rows(InkImage letters)
        {
            // The cells of a table are light pieces in a row too, but whole rectangles.
            List<Box> left = Uncovered(Pieces(letters, typical, Largest), words, typical).FindAll(piece => Density(letters, piece) is > 0.1 and < 0.85);
            return left.Count > MostPieces ? [] : [.. TextRows.Groups(left).Where(TextRows.LooksLikeText).Select(TextRows.Place)];
        }
    }

    private static double Density(InkImage ink, Box box)
    {
        Box small = box.Mapped(ink.Scale);
        return ink.Density((int)small.Left, (int)small.Top, (int)small.Right, (int)small.Bottom);
    }

    /// <summary>Height of the letters that were read, or of what could be letters where hardly any were.</summary>
    private static double TypicalLetter(InkImage ink, Reading reading)
    {
        const int enough = 20;
        const double letterOfWord = 0.7;
        double[] heights = [.. reading.Words.Where(word => word.Confidence > ReadWord.Garbage).Select(word => word.Box.Height).Order()];
        return heights.Length >= enough ? letterOfWord * heights[heights.Length / 2] : TextSize.Of(ink).Typical;
    }

    private static List<Box> Pieces(InkImage ink, double typical, double largest)
    {
        var pieces = new List<Box>();
        using BoxArrayHandle boxes = pixConnCompBB(ink.Pixels, connectivity: 8);
        for (int i = 0, count = boxes.IsInvalid ? 0 : boxaGetCount(boxes); i < count; i++)
        {
            _ = boxaGetBoxGeometry(boxes, i, out int x, out int y, out int width, out int height);
            double actual = height / ink.Scale;
            if (height > 3 && actual >= Smallest * typical && actual <= largest * typical && width >= Narrowest * height && width <= Widest * height)
                pieces.Add(new Box(x, y, x + width, y + height).Mapped(1 / ink.Scale));
        }

        return pieces;
    }

    private static List<Box> Uncovered(List<Box> pieces, ReadWord[] words, double typical)
    {
        // A title's margin would reach into the small print below it.
        Box[] taken = [.. words.Select(word => word.Box.Grown(Belonging * Math.Min(word.Box.Height, 2 * typical)))];
        return pieces.FindAll(piece => !Array.Exists(taken, word => word.Contains((piece.Left + piece.Right) / 2, (piece.Top + piece.Bottom) / 2)));
    }

    /// <summary>About how many letters a piece of ink holds.</summary>
    public static int Letters(Box piece) => Math.Max(1, (int)Math.Round(piece.Width / (LetterWidth * piece.Height)));
}
