using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preparation;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>White paper on which some places of a page lie where they were, so that nothing else is read.</summary>
internal static class Cutouts
{
    /// <param name="pixels">8 bits or 1 bit.</param>
    /// <param name="places">What to keep.</param>
    public static PixHandle Of(PixHandle pixels, IEnumerable<Cutout> places)
    {
        PixHandle paper = PreparationSteps.Made(pixCreateTemplate(pixels), "cut-outs");
        _ = pixSetAllGray(paper, grayval: 255);
        foreach ((int x, int y, int width, int height, bool onDark) in places)
        {
            if (onDark)
                DarkGround.CopyInverted(pixels, x, y, width, height, paper);
            else
                _ = pixRasterop(paper, x, y, width, height, PIX_SRC, pixels, x, y);
        }

        return paper;
    }
}

/// <summary>A place in pixels of the page.</summary>
/// <param name="OnDark">Its letters are light on a dark ground, and come out dark on white.</param>
internal readonly record struct Cutout(int X, int Y, int Width, int Height, bool OnDark = false);
