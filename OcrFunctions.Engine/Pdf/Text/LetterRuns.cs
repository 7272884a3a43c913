using System.Globalization;
using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Finds words of a single letter that stand on one line with nothing between them, whatever lines poppler put them in.</summary>
internal static class LetterRuns
{
    /// <summary>More single letters are a table, or a page that poppler took apart for another reason.</summary>
    private const int MaxLetters = 5000;

    /// <summary>Share of the height by which boxes of one font size on one line differ.</summary>
    private const double SameLine = 0.03;

    /// <summary>Gap over the height that ends a run: a gap over the usual one, and what comes to it for a space.</summary>
    private const double MaxGap = 4, WiderGap = 3.5, WiderByHeight = 1;

    /// <summary>Share of the height by which letters that stand above one another differ in place.</summary>
    private const double SameColumn = 0.06;

    /// <summary>Share of a run's letters that stand above or below others in a table.</summary>
    private const double MostInGrid = 0.6;

    /// <summary>What stands between letters of a spaced line beside letters and digits.</summary>
    private const string Punctuation = ".,:;&'’-–/!?()";

    public static IEnumerable<LetterRun> Of(NativeText text)
    {
        List<NativeWord> letters = [.. text.Words.Where(word => word.Slant is null && IsSingle(word.Text))];
        if (letters.Count < 3 || letters.Count > MaxLetters)
            yield break;
        ILookup<double, NativeWord> columns = letters.ToLookup(letter => Math.Round(letter.Box.CenterX));
        List<NativeWord>? others = null;
        foreach (List<NativeWord> row in Rows(letters).Where(row => row.Count > 2))
        {
            others ??= [.. text.Words.Where(word => word.Slant is null)];
            HashSet<NativeWord> inRow = new(row, ReferenceEqualityComparer.Instance);
            List<Box> beside = [.. others.Where(word => !inRow.Contains(word) && word.Box.Top < row[0].Box.CenterY
                && word.Box.Bottom > row[0].Box.CenterY).Select(word => word.Box)];
            foreach (List<NativeWord> run in Runs(row, beside))
                yield return new LetterRun(run, GapAround(run, beside, row), IsInGrid(run, columns));
        }
    }

    /// <summary>Whether a word is one letter, with its accents, or one digit or sign.</summary>
    private static bool IsSingle(string text) =>
        (text.Length == 1 || text.Skip(1).All(c => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark))
        && (char.IsUpper(text[0]) || char.IsLower(text[0]) || char.IsAsciiDigit(text[0]) || Punctuation.Contains(text[0]));

    private static IEnumerable<List<NativeWord>> Rows(List<NativeWord> letters)
    {
        var row = new List<NativeWord>();
        foreach (NativeWord letter in letters.OrderBy(letter => letter.Box.Bottom).ThenBy(letter => letter.Box.Height))
        {
            if (row.Count > 0 && !(Math.Abs(row[0].Box.Bottom - letter.Box.Bottom) <= SameLine * letter.Box.Height
                && Math.Abs(row[0].Box.Height - letter.Box.Height) <= SameLine * letter.Box.Height))
            {
                yield return row;
                row = [];
            }

            row.Add(letter);
        }

        if (row.Count > 0)
            yield return row;
    }

    private static IEnumerable<List<NativeWord>> Runs(List<NativeWord> row, List<Box> beside)
    {
        var run = new List<NativeWord>();
        double least = double.MaxValue;
        foreach (NativeWord letter in row.OrderBy(letter => letter.Box.Left))
        {
            if (run.Count > 0)
            {
                double height = letter.Box.Height, left = run[^1].Box.Right, gap = letter.Box.Left - left;
                if (gap < 0 || gap > Math.Min(MaxGap * height, WiderGap * least + WiderByHeight * height)
                    || beside.Exists(box => box.CenterX > left && box.CenterX < letter.Box.Left))
                {
                    yield return run;
                    run = [];
                    least = double.MaxValue;
                }
                else
                    least = Math.Min(least, gap);
            }

            run.Add(letter);
        }

        if (run.Count > 0)
            yield return run;
    }

    private static double GapAround(List<NativeWord> run, List<Box> beside, List<NativeWord> row)
    {
        double left = run[0].Box.Left, right = run[^1].Box.Right;
        return beside.Concat(row.Except(run).Select(letter => letter.Box))
            .Min(box => (double?)Math.Max(left - box.Right, box.Left - right)) ?? double.PositiveInfinity;
    }

    private static bool IsInGrid(List<NativeWord> run, ILookup<double, NativeWord> columns)
    {
        int aligned = run.Count(letter => Enumerable.Range((int)Math.Round(letter.Box.CenterX) - 1, 3).SelectMany(x => columns[x])
            .Any(other => Math.Abs(other.Box.CenterY - letter.Box.CenterY) > letter.Box.Height / 2
                && Math.Abs(other.Box.CenterX - letter.Box.CenterX) <= SameColumn * letter.Box.Height));
        return aligned >= MostInGrid * run.Count;
    }
}
