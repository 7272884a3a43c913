using System.Globalization;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Preprocessing;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>
/// A page's image in a PDF. JPEG, JPEG 2000 and fax pages are embedded unchanged; the rest is recompressed, without loss.
/// </summary>
/// <param name="Number">Number of its object.</param>
/// <param name="Orientation">EXIF's 1 to 8: orientation for display. The page's matrix applies it, the image stays unchanged.</param>
/// <param name="PixelHeight">Height of a pixel over its width: a fax has half the resolution vertically.</param>
internal readonly record struct EmbeddedImage(int Number, int Orientation, double PixelHeight = 1)
{
    /// <param name="pdf">The target PDF.</param>
    /// <param name="path">The image file.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="page">Page number, from 1.</param>
    /// <param name="maxPixels">Maximum number of pixels of an image.</param>
    /// <param name="conformance">Images that it does not allow unchanged are decoded; null where all are allowed.</param>
    public static EmbeddedImage Write(
        PdfFileWriter pdf, string path, DocumentKind kind, int page, long maxPixels, IPdfConformance? conformance = null)
    {
        if (kind == DocumentKind.Jpeg && JpegHeader.Read(path) is { } jpeg && conformance?.Allows(jpeg) != false)
            return new EmbeddedImage(pdf.WriteStream(jpeg.Entries, file => Copy(path, file)), ExifOrientation.Read(path, kind));
        if (kind == DocumentKind.Jpeg2000 && conformance?.AllowsJpeg2000(path) != false)
            return new EmbeddedImage(pdf.WriteStream(Jpeg2000Entries(path), file => Copy(path, file)), ExifOrientation.Normal);
        if (kind == DocumentKind.Tiff && CcittG4Strip.Read(path, page) is { } fax)
            return new EmbeddedImage(pdf.WriteStream(fax.Entries, file => file.Write(fax.Data)), ExifOrientation.Normal,
                HeightOverWidth(fax.Resolution));
        using PageImage image = ImagePages.Open(path, kind, page, maxPixels);
        return new EmbeddedImage(RawPixels.Write(pdf, image.Pixels), ExifOrientation.Normal, HeightOverWidth(image.DeclaredResolution));
    }

    /// <summary>Matrix that places the image on a page in its EXIF orientation.</summary>
    public string Matrix(double width, double height)
    {
        (double a, double b, double c, double d, double e, double f) = Orientation switch
        {
            2 => (-width, 0, 0, height, width, 0),
            3 => (-width, 0, 0, -height, width, height),
            4 => (width, 0, 0, -height, 0, height),
            5 => (0, -height, -width, 0, width, height),
            6 => (0, -height, width, 0, 0, height),
            7 => (0, height, width, 0, 0, 0),
            8 => (0, height, -width, 0, width, 0),
            _ => (width, 0.0, 0.0, height, 0.0, 0.0),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{a:0.###} {b:0.###} {c:0.###} {d:0.###} {e:0.###} {f:0.###}");
    }

    private static double HeightOverWidth(Resolution? resolution) =>
        resolution is { } known && AspectRatioCorrection.Applies(known) ? (double)known.X / known.Y : 1;

    private static string Jpeg2000Entries(string path)
    {
        var header = ImageHeader.Read(path, DocumentKind.Jpeg2000);
        // It declares its own colors and depth.
        return $"/Type /XObject /Subtype /Image /Width {header.Width} /Height {header.Height} /Filter /JPXDecode";
    }

    private static void Copy(string path, Stream target)
    {
        using FileStream source = File.OpenRead(path);
        source.CopyTo(target);
    }
}
