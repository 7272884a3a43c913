using OcrFunctions.Engine.Preparation;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Looks again at what the first reading of a page left unread, and only there.</summary>
internal sealed class LaterLooks(PageImage image, Recogniser recogniser)
{
    /// <summary>Fewer unread letters are not worth another recognition.</summary>
    private const int WorthALook = 4;

    private readonly List<LaterLook> _looks = [];

    /// <summary>Those that were taken, in order.</summary>
    public IReadOnlyList<LaterLook> Taken => _looks;

    /// <returns>The reading with what was found, and the places that look like text still.</returns>
    public (Reading Reading, IReadOnlyList<UnreadPlace> Unread) Add(Reading first)
    {
        using InkImage ink = InkImage.Of(image.Pixels);
        UnreadFindings unread = UnreadInk.Find(ink, first);
        Reading reading = first;
        // Large letters first: their smaller parts look like a row of their own.
        if (unread.Large.Count > 0)
            Take(LargeLetters.Read(unread.Large, image, recogniser));
        if (unread.Places.Sum(place => place.Letters) >= WorthALook)
            Take(SecondLook.Read(unread.Places, image, reading, recogniser));
        if (unread.Lone.Count > 0)
            Take(LoneLetters.Read(unread.Lone, image, reading, recogniser));
        IReadOnlyList<UnreadPlace> left = _looks.Exists(look => look.IsKept) ? UnreadInk.Find(ink, reading).Places : unread.Places;
        return (reading, [.. left, .. _looks.SelectMany(look => look.Unread)]);

        void Take(LaterLook look)
        {
            _looks.Add(look);
            if (look.IsKept)
                reading = LineInsertion.Into(reading, look.Lines);
        }
    }
}
