using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Rendering;

/// <summary>
/// An image, or the reason why there is none. The reader of a pipe cannot know the whole reason; the writer's messages give it.
/// </summary>
internal readonly record struct ImageReadResult(PixHandle? Pixels, string Problem)
{
    public static ImageReadResult Of(PixHandle pixels) => new(pixels, "");

    public static ImageReadResult Because(string problem) => new(null, problem);
}
