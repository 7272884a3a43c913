using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.SecondReading;

/// <summary>
/// Has a second recognizer read the whole page: every line that the first one read is compared word by word, and text that only the second
/// one's detector found is added or reported.
/// </summary>
/// <param name="detector">Finds text outside these lines.</param>
/// <param name="reader">Reads them.</param>
/// <param name="use">What it can do for the page's language.</param>
internal sealed class WholePage(ITextDetector detector, ILineRecognizer reader, SecondReaderUse use)
{
    /// <summary>Gap between words over their height from which they are read apart: white paper costs as much time as letters.</summary>
    private const double MaxGap = 2;

    /// <summary>Every word of a line is replaced where this share differs, and the second recognizer is surer by these limits.</summary>
    private const double MostDiffer = 0.7, MinOfLine = 0.9, MaxOfFirst = 0.92;

    /// <summary>Mean probability from which text that only the second recognizer found is added, and from which it is reported.</summary>
    private const double MinToAdd = 0.95, MinToReport = 0.7;

    /// <summary>Parts of lines that are compared: a page with more is noise, and would take minutes.</summary>
    private const int MaxParts = 2_000;

    /// <summary>Letters and digits: one is easily read from dirt.</summary>
    private const int MinLetters = 2;

    private int _parts;

    /// <param name="first">What Tesseract read.</param>
    /// <param name="image">The image that it read.</param>
    public WholePageReading Read(OcrResult first, PixHandle image)
    {
        OcrResult result = first.Select(line => line.Replaced([.. Parts(line).SelectMany(words => Compared(words, image))]));
        BoundingBox[] read = [.. first.Words.Select(word => word.Box)];
        var added = new List<OcrLine>();
        var missed = new List<BoundingBox>();
        foreach (BoundingBox box in detector.Find(image).Where(box => !Array.Exists(read, word => word.Touches(box))))
            AddOrReport(box, reader.Read(image, box), added, missed);
        return new WholePageReading(result, added, missed);
    }

    /// <summary>The words of a line in runs without wide gaps.</summary>
    private static IEnumerable<List<OcrWord>> Parts(OcrLine line)
    {
        var part = new List<OcrWord>();
        foreach (OcrWord word in line.Words)
        {
            if (part.Count > 0 && Gap(part[^1].Box, word.Box) > MaxGap * Math.Min(part[^1].Box.Height, word.Box.Height))
            {
                yield return part;
                part = [];
            }

            part.Add(word);
        }

        yield return part;

        // In text from right to left the next word is on the left.
        static double Gap(BoundingBox a, BoundingBox b) => Math.Max(b.Left - a.Right, a.Left - b.Right);
    }

    private IEnumerable<OcrWord> Compared(List<OcrWord> words, PixHandle image)
    {
        if (_parts++ >= MaxParts)
            return words;
        LineReading reading = reader.Read(image, BoundingBox.Around(words.Select(word => word.Box)));
        IReadOnlyList<LineReading> parts = CharacterAlignment.Distribute(words, reading);
        OcrWord[] compared = [.. words.Select((word, i) => WordComparison.Of(word, parts[i], reader, use))];
        bool isReadAlone = use >= SecondReaderUse.Replaces && words.Count > 1
            && compared.Count(word => word.Agreement == ReaderAgreement.Differs) >= MostDiffer * words.Count
            && reading.MeanProbability >= MinOfLine && words.Average(word => word.Confidence) < MaxOfFirst;
        return isReadAlone ? compared.Select(word => WordComparison.Replaced(word, reader)) : compared;
    }

    private void AddOrReport(BoundingBox box, LineReading reading, List<OcrLine> added, List<BoundingBox> missed)
    {
        if (reading.Text.Count(char.IsLetterOrDigit) < MinLetters || reading.MeanProbability < MinToReport)
            return;
        if (use >= SecondReaderUse.Replaces && reading.MeanProbability >= MinToAdd)
            added.Add(SecondReaderLine.Of(box, reading, reader));
        else
            missed.Add(box);
    }
}

/// <param name="Result">The first recognizer's words, compared.</param>
/// <param name="Added">Lines that only the second one found, of which it is sure.</param>
/// <param name="Missed">Boxes in which it found text of which it is not.</param>
internal sealed record WholePageReading(OcrResult Result, IReadOnlyList<OcrLine> Added, IReadOnlyList<BoundingBox> Missed);
