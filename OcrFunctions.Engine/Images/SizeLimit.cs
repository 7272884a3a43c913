using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>Refuses a page by its declared size, before memory is allocated for it.</summary>
internal static class SizeLimit
{
    /// <summary>Tesseract keeps coordinates in signed 16-bit integers.</summary>
    public const int MaxSide = short.MaxValue;

    /// <summary>Room for a sheet of A0 scanned in color at 300 dpi, which takes 560 MB.</summary>
    private const long MaxBytes = 600_000_000;

    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.PageTooLarge"/>.</exception>
    public static void Check(ImageHeader header, long maxPixels)
    {
        long pixels = (long)header.Width * header.Height;
        string size = $"The page is {header.Width} x {header.Height} pixels";
        if (pixels > maxPixels)
            throw TooLarge($"{size}; the limit is {maxPixels} pixels.");
        if (Math.Max(header.Width, header.Height) > MaxSide)
            throw TooLarge($"{size}; no side may be longer than {MaxSide}.");
        if (pixels * header.BitsPerPixel / 8 > MaxBytes)
            throw TooLarge($"{size} of {header.BitsPerPixel} bits; the limit is {MaxBytes / 1_000_000} MB of pixels.");
    }

    private static EngineException TooLarge(string sentence) => new(EngineErrorCodes.PageTooLarge, sentence);
}
