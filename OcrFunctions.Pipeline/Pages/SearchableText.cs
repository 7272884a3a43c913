using System.Text;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>
/// Spells words as people search for them: Latin ligatures as letters, no soft hyphens inside a word, letters with their accents as one
/// character (NFC). Superscripts, fractions and full-width forms mean something else than what they are like, and stay.
/// </summary>
internal static class SearchableText
{
    private const char SoftHyphen = '\u00AD', FirstLigature = '\uFB00', LastLigature = '\uFB06';

    /// <summary>Characters below need nothing, save the soft hyphen: they have no combining marks.</summary>
    private const char FirstCombining = '\u0300';

    /// <summary>U+FB00 and up. The first of the last two has a long s, which is searched as an s.</summary>
    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <param name="word">As the file or the recognizer said.</param>
    /// <param name="endsLine">Whether it is the last of its line: there a soft hyphen at its end is one that a reader sees.</param>
    public static string Of(string word, bool endsLine)
    {
        if (!word.AsSpan().ContainsAnyInRange(FirstCombining, char.MaxValue) && !word.Contains(SoftHyphen))
            return word;
        var text = new StringBuilder(word.Length);
        foreach (char c in word)
            if (c is >= FirstLigature and <= LastLigature)
                text.Append(Ligatures[c - FirstLigature]);
            else if (c != SoftHyphen)
                text.Append(c);
        // A word of soft hyphens alone is a dash.
        if (text.Length == 0 || (endsLine && word[^1] == SoftHyphen))
            text.Append('-');
        return ComposedText.Of(text.ToString());
    }
}
