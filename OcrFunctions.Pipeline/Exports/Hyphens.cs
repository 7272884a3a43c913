using System.Text.RegularExpressions;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Joins words that are hyphenated at the end of a line: <c>recog-</c> and <c>nition</c>.</summary>
internal static partial class Hyphens
{
    // A lowercase letter on both sides: "Anglo-\nSaxon" and "1914-\n1918" keep theirs. The rest of the word moves to the previous line.
    public static string Join(string text)
    {
        // Repeated if a word spans three lines.
        for (string joined; (joined = CutWord().Replace(text, "$1$2\n")) != text; text = joined)
        {
        }

        return text;
    }

    [GeneratedRegex(@"(\p{Ll})[-\u00AD\u2010]\n(\p{Ll}[^\s]*)[ \n]?")]
    private static partial Regex CutWord();
}
