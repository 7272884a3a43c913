using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Baseline and size of a word's print, which its box shows only together with the shapes of its characters.</summary>
/// <param name="Baseline">In pixels from the top of the image.</param>
/// <param name="CapHeight">Height of capital letters and digits, in pixels.</param>
internal readonly record struct WordMetrics(double Baseline, double CapHeight)
{
    /// <summary>Over the height of a capital letter, as in most faces: a letter such as x, a descender, the tail of a comma.</summary>
    private const double XHeight = 0.7, Descender = 0.28, Tail = 0.15;

    private const string Descending = "gjpqyç()[]{}|/", Tailed = ",;", LowerCaseAscending = "bdfhijklt";

    /// <summary>Difference of baselines over the height of a capital letter up to which words are on one row.</summary>
    private const double SameBaseline = 0.25;

    /// <summary>Quotient of two heights up to which they are one size: boxes of small print are a pixel or two off.</summary>
    private const double SameSize = 1.35;

    /// <returns>Null for marks alone, which may lie at any height.</returns>
    public static WordMetrics? Of(OcrWord word)
    {
        if (word.Letters == 0)
            return null;
        string text = word.Text;
        double above = text.Any(IsTall) ? 1 : XHeight;
        double below = text.Any(Descending.Contains) ? Descender : text.Any(Tailed.Contains) ? Tail : 0;
        double capHeight = word.Box.Height / (above + below);
        return new WordMetrics(word.Box.Bottom - below * capHeight, capHeight);
    }

    public bool IsOnRowOf(WordMetrics other) =>
        Math.Abs(Baseline - other.Baseline) <= SameBaseline * Math.Min(CapHeight, other.CapHeight)
        && Math.Max(CapHeight, other.CapHeight) <= SameSize * Math.Min(CapHeight, other.CapHeight);

    private static bool IsTall(char c) => char.IsLetterOrDigit(c)
        ? !char.IsLower(c) || c > '\x7f' || LowerCaseAscending.Contains(c)
        : c is not ('.' or ',' or ';' or ':' or '-' or '–' or '—' or '+' or '=' or '*' or '~' or '·' or '•');
}
