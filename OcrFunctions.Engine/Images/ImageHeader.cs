using System.Buffers.Binary;
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
    private const int BitmapHeaderSize = 26;

    /// <summary>Reads the header of an image file, or of one page of a TIFF.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="kind">Kind of the file; not PDF.</param>
    /// <param name="page">From 1.</param>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.DamagedFile"/>.</exception>
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
            DocumentKind.Heic => HeicPhoto.Header(path),
            _ => OfOther(path),
        };
    }

    /// <summary>
    /// Whether a file begins as a Windows bitmap: two letters are weak evidence, so the size of its second header is checked too.
    /// </summary>
    public static bool IsBitmap(ReadOnlySpan<byte> start) =>
        start.Length >= BitmapHeaderSize && start.StartsWith("BM"u8)
            && BinaryPrimitives.ReadInt32LittleEndian(start[14..]) is 12 or 40 or 52 or 56 or 64 or 108 or 124;

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

    private static ImageHeader OfBitmap(string path)
    {
        Span<byte> start = stackalloc byte[30];
        using FileStream file = File.OpenRead(path);
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        bool old = BinaryPrimitives.ReadInt32LittleEndian(start[14..]) == 12;
        int width = old ? BinaryPrimitives.ReadUInt16LittleEndian(start[18..]) : BinaryPrimitives.ReadInt32LittleEndian(start[18..]);
        // A negative height means that the rows run from top to bottom.
        int height = old ? BinaryPrimitives.ReadUInt16LittleEndian(start[20..]) : BinaryPrimitives.ReadInt32LittleEndian(start[22..]);
        return From(read == start.Length && height != int.MinValue ? 0 : 1, width, Math.Abs(height), bits: 32, samples: 1, "The image");
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
