using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.SecondReading;

/// <summary>Compares a word with what a second recognizer read in its place, and decides which text is kept.</summary>
internal static class WordComparison
{
    /// <param name="word">As the first recognizer read it.</param>
    /// <param name="reading">What the second one read in its place.</param>
    /// <param name="reader">The second one.</param>
    /// <param name="use">What it can do for the language.</param>
    public static OcrWord Of(OcrWord word, LineReading reading, ILineRecognizer reader, SecondReaderUse use)
    {
        string text = TextFolding.Ordinary(string.Concat(reading.Text.Where(character => !char.IsWhiteSpace(character))));
        if (text.Length == 0)
            return word with { Agreement = ReaderAgreement.NotSeen };
        double probability = Math.Round(reading.LowestProbability, 4);
        OcrWord compared = word with { SecondConfidence = probability };
        if (TextFolding.Fold(text) == TextFolding.Fold(word.Text))
            return compared with { Agreement = ReaderAgreement.Agrees };
        compared = compared with { Agreement = ReaderAgreement.Differs, Alternative = text };
        return use >= SecondReaderUse.Replaces && reader.Knows(word.Text) && ReplacementRule.IsReplaced(word, text, probability)
            ? Replaced(compared, reader)
            : compared;
    }

    /// <summary>A word that differs, with the second recognizer's text; any other as it is.</summary>
    public static OcrWord Replaced(OcrWord compared, ILineRecognizer reader)
    {
        if (compared is not { Agreement: ReaderAgreement.Differs, Reader: null, Alternative: { } other })
            return compared;
        string text = ReplacementRule.WithQuotes(compared.Text, other);
        return text == compared.Text ? compared : compared with { Text = text, Reader = reader.Model.Name, Alternative = compared.Text };
    }
}
