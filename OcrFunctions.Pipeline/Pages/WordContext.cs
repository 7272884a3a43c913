using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>What its page says of a word, beside what the recognizers said of the word itself.</summary>
/// <param name="Line">Its <see cref="LineConfidence"/>.</param>
/// <param name="StartsLine">Whether it is the first word of its line: letters are lost and dirt is read at edges.</param>
/// <param name="IsRepeated">Whether the page has another word with the same letters and digits, at least two: an error is seldom made
/// twice in the same way.</param>
public readonly record struct WordContext(double Line, bool StartsLine = false, bool IsRepeated = false)
{
    private const int MinLetters = 2;

    /// <summary>One for every word of a page, native ones included, in reading order.</summary>
    public static IReadOnlyList<WordContext> Of(RecognizedPage page)
    {
        RecognizedLine[] lines = [.. page.Blocks.SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines)];
        string[] keys = [.. lines.SelectMany(line => line.Words).Select(Key)];
        Dictionary<string, int> counts = keys.CountBy(key => key).ToDictionary();
        IEnumerable<(double Confidence, bool IsFirst)> places =
            lines.SelectMany(line => LineConfidence.Of(line).Select((confidence, i) => (confidence, i == 0)));
        return
        [
            .. places.Zip(keys, (place, key) =>
                new WordContext(place.Confidence, place.IsFirst, IsRepeated: key.Length >= MinLetters && counts[key] > 1)),
        ];
    }

    private static string Key(RecognizedWord word) => LettersOf(word.Text).ToUpperInvariant();

    /// <summary>Letters and digits of a text.</summary>
    internal static string LettersOf(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
