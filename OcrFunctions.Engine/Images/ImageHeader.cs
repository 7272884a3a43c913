using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>What an image says of itself before a pixel is decoded.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="BitsPerPixel">As leptonica will hold it in memory.</param>
internal readonly record struct ImageHeader(int Width, int Height, int BitsPerPixel)
{
    /// <summary>Reads the header of a PNG or JPEG file.</summary>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.DamagedFile"/>.</exception>
    public static ImageHeader Read(string path)
    {
        LeptonicaMessages.Forget();
        int status = Libleptonica.pixReadHeader(path, out _, out int width, out int height, out int bits, out int samples, out _);
        return From(status, width, height, bits, samples, "The image");
    }

    /// <summary>Reads the header of one page of a TIFF file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="page">From 1.</param>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.DamagedFile"/>.</exception>
    public static ImageHeader ReadTiff(string path, int page)
    {
        LeptonicaMessages.Forget();
        int status = Libleptonica.readHeaderTiff(
            path, page - 1, out int width, out int height, out int bits, out int samples, out _, out _, out _);
        return From(status, width, height, bits, samples, $"Page {page}");
    }

    private static ImageHeader From(int status, int width, int height, int bits, int samples, string what) =>
        status == 0 && width > 0 && height > 0
            ? new ImageHeader(width, height, samples > 1 ? 32 : bits)
            : throw EngineException.FromLeptonica(EngineErrorCodes.DamagedFile, $"{what} cannot be read: its header is damaged or unusual.");
}
