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

    /// <summary>Width over height: a line of touching letters is still text, a rule is not.</summary>
    private const double Narrowest = 0.08, Widest = 12;

    /// <summary>A piece this much wider than high stands for several letters.</summary>
    private const double LetterWidth = 0.8;

    /// <summary>Part of a word's height around it that belongs to it: dots, accents, its ends.</summary>
    private const double Belonging = 0.3;

    /// <summary>More pieces than this are no text but a texture.</summary>
    private const int MostPieces = 6_000;

    /// <param name="image">8 bits or 1 bit, level and upright.</param>
    /// <param name="reading">What was read on it.</param>
    public static IReadOnlyList<UnreadPlace> Find(PixHandle image, Reading reading)
    {
        using InkImage ink = InkImage.Of(image);
        double typical = TypicalLetter(ink, reading);
        if (typical <= 0)
            return [];
        List<Box> left = Uncovered(Pieces(ink, typical), [.. reading.Words]);
        return left.Count > MostPieces ? [] : TextRows.Join([.. TextRows.Of(left)]);
    }

    /// <summary>Height of the letters that were read, or of what could be letters where hardly any were.</summary>
    private static double TypicalLetter(InkImage ink, Reading reading)
    {
        const int enough = 20;
        const double letterOfWord = 0.7;
        double[] heights = [.. reading.Words.Where(word => word.Confidence > ReadWord.Garbage).Select(word => word.Box.Height).Order()];
        return heights.Length >= enough ? letterOfWord * heights[heights.Length / 2] : TextSize.Of(ink).Typical;
    }

    private static List<Box> Pieces(InkImage ink, double typical)
    {
        var pieces = new List<Box>();
        using BoxArrayHandle boxes = pixConnCompBB(ink.Pixels, connectivity: 8);
        for (int i = 0, count = boxes.IsInvalid ? 0 : boxaGetCount(boxes); i < count; i++)
        {
            _ = boxaGetBoxGeometry(boxes, i, out int x, out int y, out int width, out int height);
            double actual = height / ink.Scale;
            if (height > 3 && actual >= Smallest * typical && actual <= Largest * typical && width >= Narrowest * height && width <= Widest * height)
                pieces.Add(new Box(x, y, x + width, y + height).Mapped(1 / ink.Scale));
        }

        return pieces;
    }

    private static List<Box> Uncovered(List<Box> pieces, ReadWord[] words)
    {
        Box[] taken = [.. words.Select(word => word.Box.Grown(Belonging * word.Box.Height))];
        return pieces.FindAll(piece => !Array.Exists(taken, word => word.Contains((piece.Left + piece.Right) / 2, (piece.Top + piece.Bottom) / 2)));
    }

    /// <summary>About how many letters a piece of ink holds.</summary>
    public static int Letters(Box piece) => Math.Max(1, (int)Math.Round(piece.Width / (LetterWidth * piece.Height)));
}

/// <param name="Box">In pixels of the image.</param>
/// <param name="Letters">About how many.</param>
internal readonly record struct UnreadPlace(Box Box, int Letters);
