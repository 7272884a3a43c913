using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.SecondReading;

/// <summary>
/// When a second recognizer's text replaces a word; each limit was chosen on the corpus, where no file may get worse.
/// </summary>
internal static class ReplacementRule
{
    /// <summary>Only words less confident than this are replaced.</summary>
    private const double MaxConfidence = 0.8;

    /// <summary>Lowest probability of a character that replaces.</summary>
    private const double MinProbability = 0.5;

    /// <summary>For text with digits, which no context corrects: a wrong amount looks as right as the right one.</summary>
    private const double MaxConfidenceOfDigits = 0.6, MinProbabilityOfDigits = 0.9;

    /// <param name="word">As the first recognizer read it.</param>
    /// <param name="text">What the second one read, without spaces.</param>
    /// <param name="probability">Its lowest of a character.</param>
    public static bool IsReplaced(OcrWord word, string text, double probability)
    {
        bool hasDigits = text.Any(char.IsAsciiDigit) || word.Text.Any(char.IsAsciiDigit);
        return word.Confidence < (hasDigits ? MaxConfidenceOfDigits : MaxConfidence)
            && probability >= (hasDigits ? MinProbabilityOfDigits : MinProbability)
            && IsOfOneScript(word.Text, text)
            && (!HasOddCase(text) || HasOddCase(word.Text));
    }

    /// <summary>Double quotation marks at the word's ends, which the second recognizer often omits, stay.</summary>
    public static string WithQuotes(string word, string text)
    {
        if (TextFolding.DoubleQuotes.Contains(word[0]) && !TextFolding.DoubleQuotes.Contains(text[0]) && word.Length > 1)
            text = word[0] + text;
        if (TextFolding.DoubleQuotes.Contains(word[^1]) && !TextFolding.DoubleQuotes.Contains(text[^1]) && word.Length > 1)
            text += word[^1];
        return text;
    }

    /// <summary>A model of several scripts takes dirt for a character of another one.</summary>
    private static bool IsOfOneScript(string word, string text)
    {
        bool isLatin = word.All(IsLatin);
        return text.All(character => IsLatin(character) == isLatin || char.IsPunctuation(character) || char.IsDigit(character));
    }

    private static bool IsLatin(char character) => character is > ' ' and <= '~' or >= '¡' and < '\u0250' or >= '\u2010' and <= '\u2044';

    /// <summary>Capitals and small letters mixed inside a word: misread more often than printed.</summary>
    private static bool HasOddCase(string text)
    {
        string letters = string.Concat(text.Where(char.IsLetter));
        return letters.Length > 1 && letters[1..].Any(char.IsUpper) && letters[1..].Any(char.IsLower);
    }
}
