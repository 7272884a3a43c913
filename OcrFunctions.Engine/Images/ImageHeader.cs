using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>What an image's header states, before a pixel is decoded.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="BitsPerPixel">As they will be held in memory.</param>
internal readonly record struct ImageHeader(int Width, int Height, int BitsPerPixel)
{
    /// <summary>Reads the header of an image file, or of one page of a TIFF.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="kind">Kind of the file; not PDF.</param>
    /// <param name="page">From 1.</param>
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.DamagedFile"/> or <see cref="EngineErrorCodes.UnsupportedFormat"/>.
    /// </exception>
    public static ImageHeader Read(string path, DocumentKind kind, int page = 1)
    {
        LeptonicaMessages.Clear();
        // For GIF and BMP, leptonica decodes the whole image to determine its size.
        return kind switch
        {
            DocumentKind.Tiff => OfTiff(path, page),
            DocumentKind.Gif => GifFrames.Header(path),
            DocumentKind.Bmp => OfBitmap(path),
            DocumentKind.WebP => OfWebP(path),
            DocumentKind.Jpeg => OfJpeg(path),
            DocumentKind.Heic => HeicPhoto.Header(path),
            _ => OfOther(path),
        };
    }

    private static ImageHeader OfTiff(string path, int page)
    {
        int status = Libleptonica.readHeaderTiff(
            path, page - 1, out int width, out int height, out int bits, out int samples, out _, out _, out _);
        return From(status, width, height, bits, samples, $"Page {page}");
    }

    private static ImageHeader OfOther(string path)
    {
        int status = Libleptonica.pixReadHeader(path, out _, out int width, out int height, out int bits, out int samples, out _);
        return From(status, width, height, bits, samples, "The image");
    }

    /// <summary>What leptonica rejects may have 12 bits, or an encoding that is to be named.</summary>
    private static ImageHeader OfJpeg(string path) =>
        Libleptonica.pixReadHeader(path, out _, out int width, out int height, out int bits, out int samples, out _) == 0
            ? From(status: 0, width, height, bits, samples, "The image")
            : ImageSharpDecoder.Header(path, DocumentKind.Jpeg);

    private static ImageHeader OfBitmap(string path)
    {
        var header = BitmapHeader.Read(path);
        return From(status: 0, header.Width, header.Height, bits: 32, samples: 1, "The image");
    }

    private static unsafe ImageHeader OfWebP(string path)
    {
        if (AnimatedWebP.Read(path) is not { } animation)
            return OfOther(path);
        fixed (byte* frame = animation.FirstFrame)
        {
            int status = Libleptonica.pixReadHeaderMem(
                frame, (nuint)animation.FirstFrame.Length, out _, out int width, out int height, out int bits, out int samples, out _);
            return From(status, width, height, bits, samples, "The first frame");
        }
    }

    private static ImageHeader From(int status, int width, int height, int bits, int samples, string what) =>
        status == 0 && width > 0 && height > 0
            ? new ImageHeader(width, height, samples > 1 ? 32 : bits)
            : throw LeptonicaErrors.From(EngineErrorCodes.DamagedFile, $"{what} cannot be read: its header is damaged or unusual.");
}
