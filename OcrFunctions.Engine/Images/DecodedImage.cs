using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>The pixels of one page of an image file.</summary>
/// <param name="Pixels">Owned by whoever asked.</param>
/// <param name="Warning">What is missing of them, or null.</param>
internal readonly record struct DecodedImage(PixHandle Pixels, PageWarning? Warning)
{
    private const string WhatIsWhite = "What is missing is white; scan or send the page again to have all of it.";

    /// <param name="path">Path of the file.</param>
    /// <param name="kind">No PDF.</param>
    /// <param name="page">From 1.</param>
    /// <param name="header">Checked.</param>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.DamagedFile"/>.</exception>
    public static DecodedImage Read(string path, DocumentKind kind, int page, ImageHeader header)
    {
        LeptonicaMessages.Forget();
        return kind switch
        {
            DocumentKind.Tiff => Tiff(path, page, header),
            DocumentKind.Jpeg => Jpeg(path),
            DocumentKind.Png => Png(path, header),
            DocumentKind.Gif => Gif(path),
            DocumentKind.Heic => new(HeicPhoto.Decode(path), null),
            _ => new(Whole(Libleptonica.pixRead(path), page), null),
        };
    }

    private static DecodedImage Tiff(string path, int page, ImageHeader header)
    {
        PixHandle pixels = Libleptonica.pixReadTiff(path, page - 1);
        if (!pixels.IsInvalid)
            return new(pixels, null);
        return TiffRescue.Read(path, page, header) is { } rescued
            ? new(rescued.Pixels, rescued.Incomplete ? Truncated($"Page {page} is cut off or damaged.") : null)
            : new(Whole(pixels, page), null);
    }

    private static DecodedImage Jpeg(string path)
    {
        PixHandle pixels = Libleptonica.pixReadJpeg(path, cmapflag: 0, reduction: 1, out int warnings, Libleptonica.L_JPEG_CONTINUE_WITH_BAD_DATA);
        return new(Whole(pixels, page: 1), warnings > 0 ? Truncated("The JPEG is cut off or damaged.") : null);
    }

    private static DecodedImage Png(string path, ImageHeader header)
    {
        PixHandle pixels = Libleptonica.pixRead(path);
        return pixels.IsInvalid && PngRescue.Read(path, header) is { } rescued
            ? new(rescued, Truncated("The PNG is cut off or damaged."))
            : new(Whole(pixels, page: 1), null);
    }

    private static DecodedImage Gif(string path)
    {
        PixHandle pixels = Whole(Libleptonica.pixRead(path), page: 1);
        int frames = GifFrames.Count(path);
        return new(pixels, frames > 1 ? new PageWarning(PageWarningCodes.FirstFrameOnly, $"The GIF is an animation of {frames} frames; the first one was read.") : null);
    }

    private static PixHandle Whole(PixHandle pixels, int page) => pixels.IsInvalid
        ? throw EngineException.FromLeptonica(EngineErrorCodes.DamagedFile, $"Page {page} cannot be decoded.")
        : pixels;

    private static PageWarning Truncated(string what) => new(PageWarningCodes.Truncated, $"{what} {WhatIsWhite}");
}
