using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preparation;

/// <summary>Lays a transparent image on white paper; black text on nothing would be black on black.</summary>
internal static class WhitePaper
{
    private const int SamplesWithAlpha = 4;

    public static PageImage Apply(PageImage page) => Libleptonica.pixGetSpp(page.Pixels) == SamplesWithAlpha
        ? page.With(PreparationSteps.Made(Libleptonica.pixRemoveAlpha(page.Pixels), "transparency"))
        : page;
}
