using System.Text;
using System.Text.RegularExpressions;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Benchmarks.Accuracy;

/// <summary>Normalization of texts before they are compared: typographic variants of one mark are no errors.</summary>
internal static partial class GroundTruth
{
    private static readonly Dictionary<char, string> Folded = new()
    {
        ['‘'] = "'",
        ['’'] = "'",
        ['‚'] = "'",
        ['‛'] = "'",
        ['′'] = "'",
        ['´'] = "'",
        ['`'] = "'",
        ['“'] = "\"",
        ['”'] = "\"",
        ['„'] = "\"",
        ['‟'] = "\"",
        ['″'] = "\"",
        ['‐'] = "-",
        ['‑'] = "-",
        ['‒'] = "-",
        ['–'] = "-",
        ['—'] = "-",
        ['―'] = "-",
        ['−'] = "-",
        ['⸗'] = "-",
        ['ﬀ'] = "ff",
        ['ﬁ'] = "fi",
        ['ﬂ'] = "fl",
        ['ﬃ'] = "ffi",
        ['ﬄ'] = "ffl",
        ['…'] = "...",
        ['ſ'] = "s",
        ['\f'] = " ",
        ['\u00AD'] = "",
        ['\u200B'] = "",
        ['\u200C'] = "",
        ['\u200D'] = "",
        ['\uFEFF'] = "",
    };

    /// <summary>The text's words, in order: those hyphenated at line ends joined.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        string joined = Hyphenated().Replace(Mark(text), found =>
            found.Groups[1].Value + (char.IsLower(found.Groups[2].Value[0]) ? "" : "-") + found.Groups[2].Value);
        return joined.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>One word or text, with the same spelling of marks as <see cref="Words"/>.</summary>
    public static string Mark(string text)
    {
        var marked = new StringBuilder(text.Length);
        foreach (char character in ComposedText.Of(UmlautByE().Replace(text, "$1\u0308")))
            if (Folded.TryGetValue(character, out string? folded))
                marked.Append(folded);
            else
                marked.Append(character);
        return DashRun().Replace(marked.ToString(), "-");
    }

    /// <summary>Its letters and digits; a word without any stays as it is.</summary>
    public static string Letters(string word)
    {
        string letters = string.Concat(word.Where(char.IsLetterOrDigit));
        return letters.Length > 0 ? letters : word;
    }

    [GeneratedRegex(@"(\w)-[ \t]*\r?\n\s*(\w)")]
    private static partial Regex Hyphenated();

    [GeneratedRegex("([aouAOU])\u0364")]
    private static partial Regex UmlautByE();

    [GeneratedRegex(@"-(?:[ \t]*-)+")]
    private static partial Regex DashRun();
}
