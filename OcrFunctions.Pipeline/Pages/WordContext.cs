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
        Dictionary<string, int> counts = lines.SelectMany(line => line.Words).Select(Key).CountBy(key => key).ToDictionary();
        return
        [
            .. lines.SelectMany(line => line.Words.Zip(LineConfidence.Of(line), (word, confidence) =>
                new WordContext(confidence, StartsLine: ReferenceEquals(word, line.Words[0]),
                    IsRepeated: Key(word).Length >= MinLetters && counts[Key(word)] > 1))),
        ];
    }

    private static string Key(RecognizedWord word) => LettersOf(word.Text).ToUpperInvariant();

    /// <summary>Letters and digits of a text.</summary>
    internal static string LettersOf(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
