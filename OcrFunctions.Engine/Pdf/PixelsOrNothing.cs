using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Pdf;

/// <summary>An image, or why there is none. The reader of a pipe cannot tell the whole reason; the writer's messages do.</summary>
internal readonly record struct PixelsOrNothing(PixHandle? Pixels, string Problem)
{
    public static PixelsOrNothing Of(PixHandle pixels) => new(pixels, "");

    public static PixelsOrNothing Because(string problem) => new(null, problem);
}
