using System.Globalization;
using System.Text;

namespace OcrFunctions.Engine.Languages;

/// <summary>Scripts that are written from right to left.</summary>
internal static class RightToLeft
{
    private static readonly string[] Models =
        ["ara", "div", "fas", "heb", "kur_ara", "pus", "snd", "syr", "uig", "urd", "yid", "Arabic", "Hebrew", "Syriac", "Thaana"];

    /// <summary>Whether one of the languages is written so, by the codes of Tesseract's models.</summary>
    public static bool IsUsedBy(IEnumerable<string> codes) => codes
        .Select(code => code.Replace("script/", "", StringComparison.Ordinal))
        .Any(code => Models.Any(model => code.StartsWith(model, StringComparison.Ordinal)));

    /// <summary>Whether a text has letters that are written so, or marks of direction.</summary>
    public static bool OccursIn(string text) =>
        text.EnumerateRunes().Any(rune => IsRightToLeft(rune) || rune.Value is 0x200E or 0x200F);

    /// <summary>
    /// The word in the order in which its letters stand on the page: glyphs are shown from left to right whatever is read, and readers
    /// reverse those of right-to-left scripts.
    /// </summary>
    public static string AsShown(string word)
    {
        if (!word.EnumerateRunes().Any(IsRightToLeft))
            return word;
        var shown = new StringBuilder(word.Length);
        var elements = StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
            shown.Insert(0, elements.GetTextElement());
        return shown.ToString();
    }

    // Hebrew, Arabic, Syriac, Thaana, N'Ko, their extensions and presentation forms.
    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF)
            or (>= 0x1E800 and <= 0x1EFFF);
}
