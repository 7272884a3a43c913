using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preparation;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Reads again what the layout analysis passed over: only the places with unread ink, on white paper, as text without a layout.
/// On the whole page that mode would tear columns apart.
/// </summary>
internal static class SecondLook
{
    private const string Name = "sparse";

    /// <summary>Lines below this were ink of another kind.</summary>
    private const double LeastConfidence = 0.6;

    /// <summary>Pixels around a place: what touches its edge could be cut.</summary>
    private const double Margin = 8;

    public static LaterLook Read(IReadOnlyList<UnreadPlace> places, PageImage image, Reading first, Recogniser recogniser)
    {
        using PixHandle only = Cutouts.Of(image.Pixels, places.Select(Cut));
        Reading found = StrayMarks.Without(recogniser.Recognise(only, image.Resolution, Libtesseract.PSM_SPARSE_TEXT));
        return new LaterLook(Name, found, [.. found.Lines.Where(IsNew)]);

        bool IsNew(ReadLine line) => line.Confidence >= LeastConfidence && line.Words.Any(word => word.Letters > 0) && !first.Words.Any(word => word.Box.Within(line.Box) > ReadWord.Garbage);
    }

    private static Cutout Cut(UnreadPlace place)
    {
        // What surrounds a dark ground would be dark itself once it is inverted.
        Box box = place.Box.Grown(place.OnDark ? UnreadInk.DarkMargin * place.Box.Height : Margin);
        return new Cutout((int)Math.Max(0, box.Left), (int)Math.Max(0, box.Top), (int)box.Width + 1, (int)box.Height + 1, place.OnDark);
    }
}
