using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preparation;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Reads again what the layout analysis passed over: only the places with unread ink, on white paper, as text without a layout.
/// On the whole page that mode would tear columns apart.
/// </summary>
internal static class SecondLook
{
    public const string Name = "sparse";

    /// <summary>Lines below this were ink of another kind.</summary>
    private const double LeastConfidence = 0.6;

    /// <summary>Pixels around a place: what touches its edge could be cut.</summary>
    private const double Margin = 8;

    /// <returns>What was found, in the image's pixels, and the reading with it.</returns>
    public static (Reading Found, Reading Merged) At(IReadOnlyList<UnreadPlace> places, PageImage image, Reading first, Recogniser recogniser)
    {
        using PixHandle only = Only(places, image.Pixels);
        Reading found = StrayMarks.Without(recogniser.Recognise(only, image.Resolution, Libtesseract.PSM_SPARSE_TEXT));
        ReadLine[] lines = [.. found.Lines.Where(line => line.Confidence >= LeastConfidence && line.Words.Any(word => word.Letters > 0) && !first.Words.Any(word => word.Box.Within(line.Box) > ReadWord.Garbage))];
        return (found, lines.Length == 0 ? first : LineInsertion.Into(first, lines));
    }

    private static PixHandle Only(IReadOnlyList<UnreadPlace> places, PixHandle pixels)
    {
        PixHandle paper = PreparationSteps.Made(pixCreateTemplate(pixels), "second look");
        _ = pixSetAllGray(paper, grayval: 255);
        foreach (UnreadPlace place in places)
        {
            // What surrounds a dark ground would be dark itself once it is inverted.
            Box box = place.Box.Grown(place.OnDark ? UnreadInk.DarkMargin * place.Box.Height : Margin);
            (int x, int y, int width, int height) = ((int)Math.Max(0, box.Left), (int)Math.Max(0, box.Top), (int)box.Width + 1, (int)box.Height + 1);
            if (place.OnDark)
                DarkGround.CopyInverted(pixels, x, y, width, height, paper);
            else
                _ = pixRasterop(paper, x, y, width, height, PIX_SRC, pixels, x, y);
        }

        return paper;
    }
}
