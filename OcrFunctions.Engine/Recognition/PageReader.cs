using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Reads the image of a page: holds it upright, recognises it, and looks again where the first look was poor.</summary>
internal sealed class PageReader(Recogniser recogniser, OrientationDetector detector)
{
    /// <param name="page">Prepared.</param>
    public PageReading Read(PageImage page)
    {
        (TextLines lines, double scale) = LookAt(page.Pixels);
        using PageImage scaled = PrintScale.Apply(page, scale);
        using var posing = new Posing(scaled, lines, recogniser, detector);
        Attempt kept = posing.Find();
        return new PageReading
        {
            Reading = kept.Reading,
            ToOriginal = kept.Image.ToOriginal,
            Dpi = page.Resolution?.Y ?? ResolutionEstimate.From(kept.Reading, scale),
            Orientation = posing.Orientation(kept),
            Skew = kept.Pose.Angle,
            Passes = [.. posing.Attempts.Select(attempt => Pass(attempt.Name, attempt.Reading, attempt == kept))],
            Warnings = [.. page.Warnings, .. posing.Warnings],
        };
    }

    private static (TextLines Lines, double Scale) LookAt(PixHandle pixels)
    {
        using InkImage ink = InkImage.Of(pixels);
        return (TextLines.Of(ink), PrintScale.For(pixels, TextSize.Of(ink)));
    }

    private static RecognitionPass Pass(string name, Reading reading, bool kept) =>
        new(name, reading.Words.Count(), Math.Round(reading.Confidence, 4), kept);
}
