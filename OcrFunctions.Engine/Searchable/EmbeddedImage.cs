using System.Globalization;
using OcrFunctions.Engine.Archival;
using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Searchable;

/// <summary>A page's image in a PDF. JPEG, JPEG 2000 and fax pages go in as they are; the rest is compressed anew, without loss.</summary>
/// <param name="Number">Its object.</param>
/// <param name="Orientation">EXIF's 1 to 8: how it is to be shown. The page's matrix does it, the image stays as it is.</param>
internal readonly record struct EmbeddedImage(int Number, int Orientation)
{
    /// <param name="pdf">Where it goes.</param>
    /// <param name="path">The image file.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="page">Page number, from 1.</param>
    /// <param name="maxPixels">Most pixels of an image.</param>
    /// <param name="isArchival">For PDF/A, where an image's colours must be those of the file's output intent: others are decoded.</param>
    public static EmbeddedImage Write(PdfFileWriter pdf, string path, DocumentKind kind, int page, long maxPixels, bool isArchival = false)
    {
        if (kind == DocumentKind.Jpeg && JpegHeader.Read(path) is { } jpeg && !(isArchival && jpeg.IsInks))
            return new EmbeddedImage(pdf.WriteStream(jpeg.Entries, file => Copy(path, file)), ExifOrientation.Read(path));
        if (kind == DocumentKind.Jpeg2000 && (!isArchival || PlainJpeg2000.Is(path)))
            return new EmbeddedImage(pdf.WriteStream(Jpeg2000Entries(path), file => Copy(path, file)), ExifOrientation.AsItLies);
        if (kind == DocumentKind.Tiff && FaxStrip.Read(path, page) is { } fax)
            return new EmbeddedImage(pdf.WriteStream(fax.Entries, file => file.Write(fax.Data)), ExifOrientation.AsItLies);
        using PageImage image = ImagePages.Open(path, kind, page, maxPixels);
        return new EmbeddedImage(RawPixels.Write(pdf, image.Pixels), ExifOrientation.AsItLies);
    }

    /// <summary>Matrix that lays the image on a page so that it stands as its camera says.</summary>
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

    private static string Jpeg2000Entries(string path)
    {
        var header = ImageHeader.Read(path, DocumentKind.Jpeg2000);
        // It names its own colours and depth.
        return $"/Type /XObject /Subtype /Image /Width {header.Width} /Height {header.Height} /Filter /JPXDecode";
    }

    private static void Copy(string path, Stream target)
    {
        using FileStream source = File.OpenRead(path);
        source.CopyTo(target);
    }
}
