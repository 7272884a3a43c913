using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>Decodes pages of image files.</summary>
internal static class ImagePages
{
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.PageNotFound"/>, <see cref="EngineErrorCodes.PageTooLarge"/>,
    /// <see cref="EngineErrorCodes.UnsupportedFormat"/> or <see cref="EngineErrorCodes.DamagedFile"/>.
    /// </exception>
    public static PageImage Open(string path, DocumentKind kind, int page, long maxPixels)
    {
        bool tiff = kind == DocumentKind.Tiff;
        if (page < 1 || page > (tiff ? TiffDirectories.Count(path, atMost: page) : 1))
            throw new EngineException(EngineErrorCodes.PageNotFound, $"The document has no page {page}.");

        var header = ImageHeader.Read(path, kind, page);
        SizeLimit.Check(header, maxPixels);
        (PixHandle pixels, IReadOnlyList<PageWarning> warnings) = DecodedImage.Read(path, kind, page, header);
        // Leptonica itself applies the orientation of a TIFF.
        if (kind is DocumentKind.Jpeg or DocumentKind.Png or DocumentKind.WebP)
            pixels = UprightRotation.Turn(pixels, ExifOrientation.Read(path, kind));

        return new PageImage
        {
            Pixels = pixels,
            Width = Libleptonica.pixGetWidth(pixels),
            Height = Libleptonica.pixGetHeight(pixels),
            Unit = "pixel",
            ToOriginal = PageTransform.Identity,
            DeclaredResolution = Resolution.Plausible(Libleptonica.pixGetXRes(pixels), Libleptonica.pixGetYRes(pixels)),
            Resolution = Resolution.Plausible(Libleptonica.pixGetXRes(pixels), Libleptonica.pixGetYRes(pixels)),
            Warnings = warnings,
        };
    }
}
