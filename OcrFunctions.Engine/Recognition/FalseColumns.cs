using OcrFunctions.Engine.Languages;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Leaves out columns of letters that Tesseract's layout analysis takes for lines that run down the page: in a list, the "No." of every row. Read
/// so they are nonsense of single signs, while a line that really stands on its side has words. Their ink then counts as unread and is read again.
/// </summary>
internal static class FalseColumns
{
    private const string Vertical = "vertical_text";

    /// <summary>Letters of a word, on average, that a line on its side has at least.</summary>
    private const double LeastLetters = 2;

    /// <param name="reading">As Tesseract gave it.</param>
    /// <param name="language">What it was read with. Scripts that are written downwards have words of one sign.</param>
    public static Reading Without(Reading reading, string language) =>
        Spacing.IsOnThePage(LanguageCodes.Parse(language)) ? reading : new Reading([.. reading.Blocks.Where(block => block.Kind != Vertical || HasWords(block))]);

    private static bool HasWords(ReadBlock block)
    {
        ReadWord[] words = [.. block.Paragraphs.SelectMany(paragraph => paragraph.Lines).SelectMany(line => line.Words)];
        return words.Sum(word => word.Letters) >= LeastLetters * words.Length;
    }
}
