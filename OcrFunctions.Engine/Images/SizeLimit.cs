using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>Refuses a page by its stated size, before memory is spent on it.</summary>
internal static class SizeLimit
{
    /// <summary>Tesseract keeps coordinates in 16 bits with a sign.</summary>
    public const int LongestSide = short.MaxValue;

    /// <summary>Room for a sheet of A0 scanned in colour at 300 dpi, which takes 560 MB.</summary>
    private const long MostBytes = 600_000_000;

    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.PageTooLarge"/>.</exception>
    public static void Check(ImageHeader header, long maxPixels)
    {
        long pixels = (long)header.Width * header.Height;
        string size = $"The page is {header.Width} x {header.Height} pixels";
        if (pixels > maxPixels)
            throw TooLarge($"{size}; the limit is {maxPixels} pixels.");
        if (Math.Max(header.Width, header.Height) > LongestSide)
            throw TooLarge($"{size}; no side may be longer than {LongestSide}.");
        if (pixels * header.BitsPerPixel / 8 > MostBytes)
            throw TooLarge($"{size} of {header.BitsPerPixel} bits; the limit is {MostBytes / 1_000_000} MB of pixels.");
    }

    private static EngineException TooLarge(string sentence) => new(EngineErrorCodes.PageTooLarge, sentence);
}
