using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Geometry;

/// <summary>A page's image during preprocessing, and where its pixels lie on the original page.</summary>
internal sealed record PageImage : IDisposable
{
    public required PixHandle Pixels { get; init; }

    /// <summary>Width of the original page in <see cref="Unit"/>.</summary>
    public required double Width { get; init; }

    /// <summary>Height of the original page in <see cref="Unit"/>.</summary>
    public required double Height { get; init; }

    /// <summary><c>pixel</c> or <c>inch</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>From <see cref="Pixels"/> to the original page.</summary>
    public required PageTransform ToOriginal { get; init; }

    /// <summary>Resolution that the file declares; null where it declares nothing plausible.</summary>
    public Resolution? DeclaredResolution { get; init; }

    /// <summary>Resolution of <see cref="Pixels"/>; null where unknown.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>What is missing from the file.</summary>
    public IReadOnlyList<PageWarning> Warnings { get; init; } = [];

    /// <summary>Whether the program that drew it had anything to say.</summary>
    public bool HasComplaints { get; init; }

    /// <summary>The same page with other pixels in the same places; the old ones are freed.</summary>
    public PageImage With(PixHandle pixels)
    {
        Pixels.Dispose();
        return this with { Pixels = pixels };
    }

    /// <summary>The same page with other pixels, besides this one: both are to be disposed.</summary>
    /// <param name="pixels">The new image.</param>
    /// <param name="back">From the new image to this one's.</param>
    public PageImage Derive(PixHandle pixels, PageTransform back) => this with { Pixels = pixels, ToOriginal = back.Then(ToOriginal) };

    public void Dispose() => Pixels.Dispose();
}
