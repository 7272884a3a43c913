using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Reads the image of a page: holds it upright, recognises it, and looks again where the first look left ink unread.</summary>
internal sealed class PageReader(Recogniser recogniser, OrientationDetector detector)
{
    /// <summary>Fewer unread letters are not worth another recognition.</summary>
    private const int WorthALook = 4;

    /// <param name="page">Prepared.</param>
    public PageReading Read(PageImage page)
    {
        (TextLines lines, double scale) = LookAt(page.Pixels);
        using PageImage scaled = CleanPaper.Apply(PrintScale.Apply(page, scale));
        using var posing = new Posing(scaled, lines, recogniser, detector);
        Attempt kept = posing.Find();
        var passes = posing.Attempts.Select(attempt => Pass(attempt.Name, attempt.Reading, attempt == kept)).ToList();

        Reading reading = StrayMarks.Without(kept.Reading);
        IReadOnlyList<UnreadPlace> unread = UnreadInk.Find(kept.Image.Pixels, reading);
        if (unread.Sum(place => place.Letters) >= WorthALook)
        {
            (Reading found, Reading merged) = SecondLook.At(unread, kept.Image, reading, recogniser);
            passes.Add(Pass(SecondLook.Name, found, merged != reading));
            if (merged != reading)
                (reading, unread) = (merged, UnreadInk.Find(kept.Image.Pixels, merged));
        }

        return new PageReading
        {
            Reading = reading,
            ToOriginal = kept.Image.ToOriginal,
            Dpi = page.Resolution?.Y ?? ResolutionEstimate.From(kept.Reading, scale),
            Orientation = posing.Orientation(kept),
            Skew = kept.Pose.Angle,
            Passes = passes,
            Unread = unread,
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
