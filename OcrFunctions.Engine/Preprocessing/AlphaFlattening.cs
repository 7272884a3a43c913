using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>Composes a transparent image on white; black text on nothing would be black on black.</summary>
internal static class AlphaFlattening
{
    private const int SamplesWithAlpha = 4;

    public static PageImage Apply(PageImage page) => Libleptonica.pixGetSpp(page.Pixels) == SamplesWithAlpha
        ? page.With(LeptonicaErrors.Check(Libleptonica.pixRemoveAlpha(page.Pixels), "transparency"))
        : page;
}
