using OcrFunctions.Engine.Languages;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Drops columns of letters that Tesseract's layout analysis takes for vertical text lines: in a list, the "No." of every row. Read
/// so they are meaningless single characters, while a real vertical line has words. Their ink then counts as unread and is read again.
/// </summary>
internal static class VerticalTextFilter
{
    private const string Vertical = "vertical_text";

    /// <summary>Minimum average number of letters per word in a vertical line.</summary>
    private const double MinLetters = 2;

    /// <param name="result">As Tesseract returned it.</param>
    /// <param name="language">Languages of the recognition. Scripts that are written vertically have words of one character.</param>
    public static OcrResult Apply(OcrResult result, string language) => InterwordSpacing.IsKept(LanguageCodes.Parse(language))
        ? result
        : new OcrResult([.. result.Blocks.Where(block => block.Kind != Vertical || HasWords(block))]);

    private static bool HasWords(OcrBlock block)
    {
        OcrWord[] words = [.. block.Paragraphs.SelectMany(paragraph => paragraph.Lines).SelectMany(line => line.Words)];
        return words.Sum(word => word.Letters) >= MinLetters * words.Length;
    }
}
