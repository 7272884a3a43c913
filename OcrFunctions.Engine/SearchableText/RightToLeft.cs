using System.Globalization;
using System.Text;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>Glyphs are shown from left to right whatever is read; readers reverse those of right-to-left scripts.</summary>
internal static class RightToLeft
{
    /// <summary>The word in the order in which its letters stand on the page.</summary>
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
