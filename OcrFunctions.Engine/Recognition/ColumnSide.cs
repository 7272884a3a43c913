namespace OcrFunctions.Engine.Recognition;

/// <summary>What stands on one side of a white band: lines of a column of text, or labels, numbers and other cells of a list.</summary>
/// <param name="Lines">From top to bottom.</param>
internal sealed record ColumnSide(IReadOnlyList<RowFragment> Lines)
{
    /// <summary>Fewer lines have no column of their own.</summary>
    private const int MinLines = 3;

    /// <summary>Characters and words of a line that is text; an amount, a date or a label has less.</summary>
    private const double MinCharacters = 13, MinWords = 2;

    /// <summary>Words of a line of prose.</summary>
    private const double MinWordsOfProse = 4;

    /// <summary>Width of most lines over that of the widest where text is broken at the end of a column, as no list is.</summary>
    private const double Filled = 0.85;

    /// <summary>Fraction of such lines that begin within a sentence; in German fewer do, as nouns have capital letters.</summary>
    private const double MinWithinSentence = 0.33;

    /// <summary>Characters of a label that is none by itself, such as "No.", a number or a bullet.</summary>
    private const double MaxOfMark = 4;

    /// <summary>Distance of baselines over the height of a capital letter: of rows of a table, and above one and a half lines.</summary>
    private const double MinSpacing = 2.7;

    /// <summary>Whether the lines are as far apart as rows of a table.</summary>
    public bool IsSpaced => Lines.Count >= MinLines && ComponentRows.Median(
        Lines.Zip(Lines.Skip(1), (one, next) => (next.Middle.Baseline - one.Middle.Baseline) / one.Middle.CapHeight)) >= MinSpacing;

    /// <summary>Whether the lines are text, such as prose or an address.</summary>
    public bool IsText => Lines.Count >= MinLines && Characters >= MinCharacters && Words >= MinWords && IsOfLetters;

    /// <summary>Whether the lines are prose that is broken at the end of the column.</summary>
    public bool IsProse => IsText && Words >= MinWordsOfProse
        && Lines.Count(line => line.Line.Text[0] is var c && char.IsLetter(c) && !char.IsUpper(c)) >= MinWithinSentence * Lines.Count
        && ComponentRows.Median(Lines.Select(line => line.Box.Width)) >= Filled * Lines.Max(line => line.Box.Width);

    /// <summary>Whether the lines are short but words, such as the entries of a sidebar.</summary>
    public bool IsWords => Lines.Count >= MinLines && Characters > MaxOfMark && IsOfLetters;

    private double Characters => ComponentRows.Median(Lines.Select(line => (double)line.Line.Text.Length));

    private double Words => ComponentRows.Median(Lines.Select(line => (double)line.Line.Words.Count));

    private bool IsOfLetters
    {
        get
        {
            string text = string.Concat(Lines.Select(line => line.Line.Text));
            return text.Count(char.IsLetter) > text.Count(char.IsDigit);
        }
    }
}
