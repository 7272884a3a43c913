using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.SecondReading;

/// <summary>Has words of low confidence read again by another recognizer, each cut out by its box.</summary>
/// <param name="reader">The second recognizer.</param>
/// <param name="use">What it can do for the page's language.</param>
internal sealed class DoubtfulWords(ILineRecognizer reader, SecondReaderUse use)
{
    /// <summary>Words that are read again are below this: they hold half of all errors on the corpus.</summary>
    private const double MaxConfidence = 0.9;

    /// <summary>Words of a page that are read again: more of them are dirt, and would take minutes.</summary>
    private const int MaxWords = 2_000;

    private int _read;

    /// <summary>Whether a page has any word to read again.</summary>
    public static bool AreIn(OcrResult first) => first.Words.Any(IsDoubtful);

    /// <param name="first">What Tesseract read.</param>
    /// <param name="image">The image that it read.</param>
    public OcrResult Check(OcrResult first, PixHandle image) => first.Select(line =>
        line.Words.Any(IsDoubtful)
            ? line.Replaced([.. line.Words.Select(word => Checked(word, image))])
            : line);

    private OcrWord Checked(OcrWord word, PixHandle image) =>
        !IsDoubtful(word) || _read++ >= MaxWords ? word : WordComparison.Of(word, reader.Read(image, word.Box), reader, use);

    private static bool IsDoubtful(OcrWord word) => word.Confidence < MaxConfidence;
}
