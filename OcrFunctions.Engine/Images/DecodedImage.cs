using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>The pixels of one page of an image file.</summary>
/// <param name="Pixels">Owned by the caller.</param>
/// <param name="Warnings">What is missing of them.</param>
internal readonly record struct DecodedImage(PixHandle Pixels, params IReadOnlyList<PageWarning> Warnings)
{
    private const string MissingIsWhite = "What is missing is white; scan or send the page again to have all of it.";

    /// <param name="path">Path of the file.</param>
    /// <param name="kind">Kind of the file; not PDF.</param>
    /// <param name="page">From 1.</param>
    /// <param name="header">Checked.</param>
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.DamagedFile"/> or <see cref="EngineErrorCodes.UnsupportedFormat"/>.
    /// </exception>
    public static DecodedImage Read(string path, DocumentKind kind, int page, ImageHeader header)
    {
        LeptonicaMessages.Clear();
        return kind switch
        {
            DocumentKind.Tiff => Tiff(path, page, header),
            DocumentKind.Jpeg => Jpeg(path, header),
            DocumentKind.Png => Png(path, header),
            DocumentKind.Gif => Gif(path, header),
            DocumentKind.Bmp => Bitmap(path),
            DocumentKind.WebP => WebP(path),
            DocumentKind.Heic => new(HeicPhoto.Decode(path)),
            _ => new(Decoded(Libleptonica.pixRead(path), page)),
        };
    }

    private static DecodedImage Tiff(string path, int page, ImageHeader header)
    {
        PixHandle pixels = Libleptonica.pixReadTiff(path, page - 1);
        if (!pixels.IsInvalid)
            return new(pixels);
        return TiffRepair.Read(path, page, header) is { } repaired
            ? new(repaired.Pixels, repaired.Incomplete ? [Truncated($"Page {page} is cut off or damaged.")] : [])
            : new(Decoded(pixels, page));
    }

    private static DecodedImage Jpeg(string path, ImageHeader header)
    {
        const int bitsOfGray = 12, bitsOfColor = 36;
        if (header.BitsPerPixel is bitsOfGray or bitsOfColor)
            return new(ImageSharpDecoder.Decode(path, DocumentKind.Jpeg));
        PixHandle pixels = Libleptonica.pixReadJpeg(
            path, cmapflag: 0, reduction: 1, out int warnings, Libleptonica.L_JPEG_CONTINUE_WITH_BAD_DATA);
        return new(Decoded(pixels, page: 1), warnings > 0 ? [Truncated("The JPEG is cut off or damaged.")] : []);
    }

    private static DecodedImage Png(string path, ImageHeader header)
    {
        PixHandle pixels = Libleptonica.pixRead(path);
        return pixels.IsInvalid && PngRepair.Read(path, header) is { } repaired
            ? new(repaired, Truncated("The PNG is cut off or damaged."))
            : new(Decoded(pixels, page: 1));
    }

    private static DecodedImage Gif(string path, ImageHeader header)
    {
        PixHandle pixels = Libleptonica.pixRead(path);
        IReadOnlyList<PageWarning> frames = FirstFrameOnly("GIF", GifFrames.Count(path));
        return pixels.IsInvalid && GifRepair.Read(path, header) is { } repaired
            ? new(repaired, [Truncated("The GIF is cut off or damaged."), .. frames])
            : new(Decoded(pixels, page: 1), frames);
    }

    private static DecodedImage Bitmap(string path)
    {
        var header = BitmapHeader.Read(path);
        PixHandle? plain = header.IsPlain ? Libleptonica.pixRead(path) : null;
        if (plain is { IsInvalid: false })
            return new(plain);
        if (header.IsCutOff)
            throw LeptonicaErrors.From(EngineErrorCodes.DamagedFile, "The bitmap is cut off.");
        PixHandle pixels = ImageSharpDecoder.Decode(path, DocumentKind.Bmp);
        _ = Libleptonica.pixSetXRes(pixels, header.Dpi.Across);
        _ = Libleptonica.pixSetYRes(pixels, header.Dpi.Down);
        return new(pixels);
    }

    private static unsafe DecodedImage WebP(string path)
    {
        if (AnimatedWebP.Read(path) is not { } animation)
            return new(Decoded(Libleptonica.pixRead(path), page: 1));
        fixed (byte* frame = animation.FirstFrame)
            return new(Decoded(Libleptonica.pixReadMem(frame, (nuint)animation.FirstFrame.Length), page: 1),
                FirstFrameOnly("WebP", animation.Frames));
    }

    private static IReadOnlyList<PageWarning> FirstFrameOnly(string format, int frames) => frames <= 1 ? [] :
    [
        new PageWarning(
            PageWarningCodes.FirstFrameOnly, $"The {format} is an animation of {frames} frames; the first one was read."),
    ];

    private static PixHandle Decoded(PixHandle pixels, int page) => pixels.IsInvalid
        ? throw LeptonicaErrors.From(EngineErrorCodes.DamagedFile, $"Page {page} cannot be decoded.")
        : pixels;

    private static PageWarning Truncated(string what) => new(PageWarningCodes.Truncated, $"{what} {MissingIsWhite}");
}
