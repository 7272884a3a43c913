using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Images;

/// <summary>
/// Turns decoded pixels to the orientation that a viewer shows, so that the original page's space is the one that users see.
/// </summary>
internal static class UprightRotation
{
    /// <summary>Takes ownership of <paramref name="pixels"/>.</summary>
    /// <param name="orientation">EXIF's 1 to 8: quarter turns clockwise, and for half of the values mirroring afterwards.</param>
    public static PixHandle Turn(PixHandle pixels, int orientation)
    {
        (int quarters, bool mirrored) = orientation switch
        {
            2 => (0, true),
            3 => (2, false),
            4 => (2, true),
            5 => (1, true),
            6 => (1, false),
            7 => (3, true),
            8 => (3, false),
            _ => (0, false),
        };
        if (quarters != 0)
            pixels = Replace(pixels, Libleptonica.pixRotateOrth(pixels, quarters));
        return mirrored ? Replace(pixels, Libleptonica.pixFlipLR(0, pixels)) : pixels;
    }

    private static PixHandle Replace(PixHandle old, PixHandle made)
    {
        using (old)
            return LeptonicaErrors.Check(made, "orientation");
    }
}
