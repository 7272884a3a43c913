using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>
/// Composes a transparent image on white; black text on nothing would be black on black. Where that shows nothing, the text is meant for
/// dark pages: it is composed on black and inverted.
/// </summary>
internal static class AlphaFlattening
{
    private const int SamplesWithAlpha = 4;
    private const uint Black = 0;

    /// <summary>The brightest that ink may be, and how many pixels of it are more than noise.</summary>
    private const int InkBelow = 192, MinInk = 20;

    public static PageImage Apply(PageImage page)
    {
        if (Libleptonica.pixGetSpp(page.Pixels) != SamplesWithAlpha)
            return page;
        PixHandle onWhite = Checked(Libleptonica.pixRemoveAlpha(page.Pixels));
        if (Ink(onWhite, MinInk) >= MinInk)
            return page.With(onWhite);
        using PixHandle onBlack = Checked(Libleptonica.pixAlphaBlendUniform(page.Pixels, Black));
        PixHandle inverted = Checked(Libleptonica.pixInvert(0, onBlack));
        // A blank sheet that is not transparent would become black.
        int half = Libleptonica.pixGetWidth(inverted) * Libleptonica.pixGetHeight(inverted) / 2;
        bool isText = Ink(inverted, half) < half;
        (isText ? onWhite : inverted).Dispose();
        return page.With(isText ? inverted : onWhite);
    }

    /// <summary>Number of dark pixels, counted up to a limit.</summary>
    private static unsafe int Ink(PixHandle pixels, int limit)
    {
        var words = new ReadOnlySpan<uint>(
            Libleptonica.pixGetData(pixels), Libleptonica.pixGetWpl(pixels) * Libleptonica.pixGetHeight(pixels));
        int ink = 0;
        for (int i = 0; i < words.Length && ink < limit; i++)
            // Twice green, as the eye sees it.
            if ((words[i] >> 24) + 2 * (words[i] >> 16 & 255) + (words[i] >> 8 & 255) < 4 * InkBelow)
                ink++;
        return ink;
    }

    private static PixHandle Checked(PixHandle pixels) => LeptonicaErrors.Check(pixels, "transparency");
}
