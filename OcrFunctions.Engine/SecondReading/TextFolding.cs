using System.Globalization;
using System.Text;

namespace OcrFunctions.Engine.SecondReading;

/// <summary>
/// Texts in a form in which two recognizers write the same print alike: one that lacks accents or typographic marks writes the letter or
/// mark without them, and spaces inside a word are the layout's.
/// </summary>
internal static class TextFolding
{
    /// <summary>Quotation marks that are two strokes.</summary>
    public const string DoubleQuotes = "\"“”„‟»«";

    private const string Quotes = "\"'`´‘’‚‛“”„‟′″«»‹›", Dashes = "-‐‑‒–—―−_~", Bullets = "•·●∙▪■◦*";

    /// <summary>The Latin letters with accents. Unicode's own tables are not there where globalization is invariant.</summary>
    private static readonly (char Letter, string Accented)[] Accents =
    [
        ('A', "ÀÁÂÃÄÅĀĂĄ"), ('C', "ÇĆĈĊČ"), ('D', "Ď"), ('E', "ÈÉÊËĒĔĖĘĚ"), ('G', "ĜĞĠĢ"), ('H', "Ĥ"), ('I', "ÌÍÎÏĨĪĬĮİ"), ('J', "Ĵ"),
        ('K', "Ķ"), ('L', "ĹĻĽ"), ('N', "ÑŃŅŇ"), ('O', "ÒÓÔÕÖŌŎŐ"), ('R', "ŔŖŘ"), ('S', "ŚŜŞŠ"), ('T', "ŢŤ"), ('U', "ÙÚÛÜŨŪŬŮŰŲ"),
        ('W', "Ŵ"), ('Y', "ÝŶŸ"), ('Z', "ŹŻŽ"), ('a', "àáâãäåāăą"), ('c', "çćĉċč"), ('d', "ď"), ('e', "èéêëēĕėęě"), ('g', "ĝğġģ"),
        ('h', "ĥ"), ('i', "ìíîïĩīĭį"), ('j', "ĵ"), ('k', "ķ"), ('l', "ĺļľ"), ('n', "ñńņň"), ('o', "òóôõöōŏő"), ('r', "ŕŗř"),
        ('s', "śŝşš"), ('t', "ţť"), ('u', "ùúûüũūŭůűų"), ('w', "ŵ"), ('y', "ýÿŷ"), ('z', "źżž"),
    ];

    private static readonly Dictionary<char, string> Spelled = new()
    {
        ['…'] = "...",
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['Æ'] = "AE",
        ['œ'] = "oe",
        ['Œ'] = "OE",
        ['ø'] = "o",
        ['Ø'] = "O",
        ['ł'] = "l",
        ['Ł'] = "L",
        ['ﬀ'] = "ff",
        ['ﬁ'] = "fi",
        ['ﬂ'] = "fl",
        ['ﬃ'] = "ffi",
        ['ﬄ'] = "ffl",
        ['ı'] = "i",
        ['ſ'] = "s",
        ['。'] = ".",
        ['、'] = ",",
        ['×'] = "x",
    };

    private static readonly Dictionary<char, char> WithoutAccent = Accents
        .SelectMany(one => one.Accented.Select(accented => (accented, one.Letter)))
        .ToDictionary(pair => pair.accented, pair => pair.Letter);

    /// <summary>
    /// Full-width forms as the ordinary characters, and one mark for a quotation mark that was read as two: for text that is shown.
    /// </summary>
    public static string Ordinary(string text) =>
        text.Select(character => character is >= '！' and <= '～' ? (char)(character - '！' + '!') : character)
            .Aggregate("", (read, character) =>
                read.Length > 0 && DoubleQuotes.Contains(character) && DoubleQuotes.Contains(read[^1]) ? read : read + character);

    /// <summary>For comparison only.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (char character in Ordinary(text))
            if (char.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                && !char.IsWhiteSpace(character))
                Add(WithoutAccent.GetValueOrDefault(character, character));
        return folded.ToString();

        void Add(char character)
        {
            if (Spelled.TryGetValue(character, out string? spelled))
                folded.Append(spelled);
            else if (Quotes.Contains(character))
                folded.Append('\'');
            else if (Bullets.Contains(character))
                folded.Append('*');
            // A dash is printed by several hyphens, too.
            else if (!Dashes.Contains(character))
                folded.Append(character);
            else if (folded.Length == 0 || folded[^1] != '-')
                folded.Append('-');
        }
    }
}
