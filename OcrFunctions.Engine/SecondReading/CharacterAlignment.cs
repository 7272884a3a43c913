using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.SecondReading;

/// <summary>
/// Distributes what a second recognizer read of a line over the words of the first: both lines of characters are aligned with the fewest
/// changes, for the positions of the second one's characters are rough at word boundaries.
/// </summary>
internal static class CharacterAlignment
{
    /// <summary>Cost of a character that only one of them has, of two that differ, and of a word height between the two.</summary>
    private const double OnlyOne = 1, Different = 1.5, Distance = 0.2;

    /// <summary>Characters of a line; longer ones are not lines.</summary>
    private const int MaxLength = 1_000;

    /// <param name="words">Of one line, from left to right.</param>
    /// <param name="reading">Of the same line.</param>
    /// <returns>What was read of each word.</returns>
    public static IReadOnlyList<LineReading> Distribute(IReadOnlyList<OcrWord> words, LineReading reading)
    {
        RecognizedCharacter[] theirs = [.. reading.Characters.Where(character => character.Text != " ").Take(MaxLength)];
        var ours = words.SelectMany((word, index) => Characters(word, index)).Take(MaxLength).ToArray();
        double[,] costs = Costs(ours, theirs);
        var of = words.Select(_ => new List<RecognizedCharacter>()).ToArray();
        for (int i = 0, j = 0; j < theirs.Length;)
        {
            if (i < ours.Length && IsClose(costs[i, j], costs[i + 1, j + 1] + Cost(ours[i], theirs[j])))
                of[ours[i++].Word].Add(theirs[j++]);
            else if (i < ours.Length && IsClose(costs[i, j], costs[i + 1, j] + OnlyOne))
                i++;
            else
                of[Nearest(words, theirs[j].X)].Add(theirs[j++]);
        }

        return [.. of.Select(characters => new LineReading(characters))];
    }

    private static IEnumerable<(string Folded, double X, double Height, int Word)> Characters(OcrWord word, int index)
    {
        double width = word.Box.Width / word.Text.Length;
        return word.Text.Select((character, i) =>
            (TextFolding.Fold(character.ToString()), word.Box.Left + (i + 0.5) * width, Math.Max(1, word.Box.Height), index));
    }

    /// <summary>Least cost from each pair of positions to the ends.</summary>
    private static double[,] Costs((string Folded, double X, double Height, int Word)[] ours, RecognizedCharacter[] theirs)
    {
        double[,] costs = new double[ours.Length + 1, theirs.Length + 1];
        for (int i = ours.Length; i >= 0; i--)
            for (int j = theirs.Length; j >= 0; j--)
            {
                double least = i == ours.Length && j == theirs.Length ? 0 : double.MaxValue;
                if (i < ours.Length && j < theirs.Length)
                    least = costs[i + 1, j + 1] + Cost(ours[i], theirs[j]);
                if (i < ours.Length)
                    least = Math.Min(least, costs[i + 1, j] + OnlyOne);
                if (j < theirs.Length)
                    least = Math.Min(least, costs[i, j + 1] + OnlyOne);
                costs[i, j] = least;
            }

        return costs;
    }

    private static double Cost((string Folded, double X, double Height, int Word) ours, RecognizedCharacter theirs) =>
        (ours.Folded == TextFolding.Fold(theirs.Text) ? 0 : Different) + Distance * Math.Abs(ours.X - theirs.X) / ours.Height;

    private static bool IsClose(double a, double b) => Math.Abs(a - b) < 1e-9;

    private static int Nearest(IReadOnlyList<OcrWord> words, double x)
    {
        int nearest = 0;
        for (int i = 1; i < words.Count; i++)
            if (Away(words[i].Box, x) < Away(words[nearest].Box, x))
                nearest = i;
        return nearest;
    }

    private static double Away(BoundingBox box, double x) => Math.Max(0, Math.Max(box.Left - x, x - box.Right));
}
