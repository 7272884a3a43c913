using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Reads the image of a page: holds it upright, recognises it, and looks again where the first look left ink unread.</summary>
internal sealed class PageReader(Recogniser recogniser, OrientationDetector detector)
{
    /// <summary>Fewer unread letters are not worth another recognition.</summary>
    private const int WorthALook = 4;

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
        (reading, IReadOnlyList<UnreadPlace> unread) = LookAgain(kept.Image, reading, passes);

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

    /// <summary>Only at what was not read. Large letters first: their smaller parts look like a row of their own.</summary>
    private (Reading Reading, IReadOnlyList<UnreadPlace> Unread) LookAgain(PageImage image, Reading reading, List<RecognitionPass> passes)
    {
        Reading first = reading;
        IReadOnlyList<UnreadPlace> lettering = [];
        UnreadFindings unread = UnreadInk.Find(image.Pixels, reading);
        if (unread.Large.Count > 0)
        {
            (Reading found, Reading merged, lettering) = LargeLetters.Read(unread.Large, image, reading, recogniser);
            Take(LargeLetters.Name, (found, merged));
        }

        if (unread.Places.Sum(place => place.Letters) >= WorthALook)
            Take(SecondLook.Name, SecondLook.At(unread.Places, image, reading, recogniser));
        if (unread.Lone.Count > 0)
            Take(LoneLetters.Name, LoneLetters.Read(unread.Lone, image, reading, recogniser));
        return (reading, [.. reading == first ? unread.Places : UnreadInk.Find(image.Pixels, reading).Places, .. lettering]);

        void Take(string name, (Reading Found, Reading Merged) look)
        {
            passes.Add(Pass(name, look.Found, look.Merged != reading));
            reading = look.Merged;
        }
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
