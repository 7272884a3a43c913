using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Reads the image of a page: holds it upright, recognises it, and looks again where the first look left ink unread.</summary>
internal sealed class PageReader(Recogniser recogniser, OrientationDetector detector)
{
    /// <summary>Unread letters over those read, from where it is worth a warning.</summary>
    private const double MuchOfAPage = 0.05;

    /// <summary>Confidence that a second reading has more than the doubtful first: then it was not the turn that was wrong.</summary>
    private const double WellRead = 0.2;

    /// <summary>Evidence over the first reading's.</summary>
    private const double MuchMore = 1.2;

    /// <param name="page">Prepared.</param>
    public PageReading Read(PageImage page)
    {
        (TextLines lines, TextSize size) = LookAt(page.Pixels);
        double scale = PrintScale.For(page.Pixels, size);
        using PageImage scaled = CleanPaper.Apply(PrintScale.Apply(PrintScale.WithBelievableResolution(page, size), scale));
        using var posing = new Posing(scaled, lines, recogniser, detector);
        Attempt kept = posing.Find();
        var passes = posing.Attempts.Select(attempt => Pass(attempt.Name, attempt.Reading, attempt == kept)).ToList();

        Reading reading = StrayMarks.Without(FalseColumns.Without(kept.Reading, recogniser.Language));
        if (kept.IsDoubtful)
            reading = WithoutRules(kept.Image, size.Typical * scale, reading, passes);
        var later = new LaterLooks(kept.Image, recogniser);
        (reading, IReadOnlyList<UnreadPlace> unread) = later.Add(reading);
        passes.AddRange(later.Taken.Select(look => Pass(look.Name, look.Found, look.IsKept)));

        return new PageReading
        {
            Reading = reading,
            ToOriginal = kept.Image.ToOriginal,
            Dpi = page.Resolution?.Y ?? ResolutionEstimate.From(kept.Reading, scale),
            Orientation = posing.Orientation(kept),
            Skew = kept.Pose.Angle,
            Passes = passes,
            Unread = unread,
            Warnings = [.. page.Warnings, .. reading.Confidence > kept.Reading.Confidence + WellRead ? [] : posing.Warnings, .. UnreadWarning(unread, reading)],
        };
    }

    /// <summary>The page once more without what is far larger than its letters, where that gives clearly more.</summary>
    private Reading WithoutRules(PageImage image, double letter, Reading reading, List<RecognitionPass> passes)
    {
        using PageImage? cleared = Rules.Without(image, letter);
        if (cleared is null)
            return reading;
        Reading other = recogniser.Recognise(cleared.Pixels, cleared.Resolution);
        bool better = other.Evidence > MuchMore * reading.Evidence;
        passes.Add(Pass("without rules", other, better));
        return better ? StrayMarks.Without(other) : reading;
    }

    private static PageWarning[] UnreadWarning(IReadOnlyList<UnreadPlace> unread, Reading reading)
    {
        int letters = unread.Sum(place => place.Letters);
        return letters == 0 || letters < MuchOfAPage * reading.Letters
            ? []
            : [new PageWarning(PageWarningCodes.UnreadInk, $"Ink of about {letters} letters looks like text and was not read; the page has {unread.Count} such places.")];
    }

    private static (TextLines Lines, TextSize Size) LookAt(PixHandle pixels)
    {
        using InkImage ink = InkImage.Of(pixels);
        return (TextLines.Of(ink), TextSize.Of(ink));
    }

    private static RecognitionPass Pass(string name, Reading reading, bool kept) =>
        new(name, reading.Words.Count(), Math.Round(reading.Confidence, 4), kept);
}
