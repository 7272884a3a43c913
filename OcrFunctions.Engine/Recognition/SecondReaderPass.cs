using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.SecondReading;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Second recognizer over the text of a page.</summary>
/// <param name="reader">Gives the recognizer.</param>
/// <param name="mode">What it reads.</param>
/// <param name="language">Of the page: codes joined by a plus sign.</param>
internal sealed class SecondReaderPass(ISecondReader reader, SecondReaderMode mode, string language)
{
    /// <summary>What results state; null where none was asked for.</summary>
    public SecondReaderStatus? Status { get; private set; }

    /// <summary>What looks like text to its detector and neither recognizer read.</summary>
    public IReadOnlyList<MissedTextRegion> Missed { get; private set; } = [];

    /// <param name="first">What Tesseract read.</param>
    /// <param name="image">The image that it read.</param>
    public OcrResult Apply(OcrResult first, PixHandle image)
    {
        if (mode == SecondReaderMode.Off)
            return first;
        SecondReaderUse use = SecondReaderLanguages.For(language);
        if (use == SecondReaderUse.Off)
            return Without($"It does not know the script or print of {language}.");
        if (reader.Model(out string? problem) is not { } model)
            return Without(problem!);
        Status = new SecondReaderStatus(mode, model, null);
        // Loading it for nothing would cost half a second and 100 MB.
        if (mode == SecondReaderMode.Doubtful && !DoubtfulWords.AreIn(first))
            return first;
        try
        {
            return reader.Recognizer(out problem) is { } recognizer ? Apply(first, image, recognizer, use) : Without(problem!);
        }
        catch (EngineException e)
        {
            // What Tesseract read is whole without it.
            return Without(e.Message);
        }

        OcrResult Without(string why)
        {
            Status = new SecondReaderStatus(mode, null, why);
            return first;
        }
    }

    private OcrResult Apply(OcrResult first, PixHandle image, ILineRecognizer recognizer, SecondReaderUse use)
    {
        string? problem = null;
        if (mode == SecondReaderMode.Thorough && reader.Detector(out problem) is { } detector)
        {
            WholePageReading page = new WholePage(detector, recognizer, use).Read(first, image);
            Missed = [.. page.Missed.Select(box => new MissedTextRegion(box, LetterComponents.Letters(box)))];
            return LineInsertion.Into(page.Result, page.Added);
        }

        if (problem is not null)
            Status = new SecondReaderStatus(SecondReaderMode.Doubtful, recognizer.Model, problem);
        return new DoubtfulWords(recognizer, use).Check(first, image);
    }
}
