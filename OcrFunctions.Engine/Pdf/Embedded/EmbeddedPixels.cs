using System.Globalization;
using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Lifetime;

namespace OcrFunctions.Engine.Pdf.Embedded;

/// <summary>The pixels of the only image of a page, decoded by <c>pdfimages</c> into a TIFF in a folder of the engine's own.</summary>
internal static class EmbeddedPixels
{
    /// <summary>Larger ones are drawn, which goes through a pipe: temporary folders may be small, or memory.</summary>
    private const long MostBytes = 100_000_000;

    private const int BitsPerByte = 8;

    /// <summary>Owned by whoever asked; null where the image is too large, or where poppler complains or finds other images than one of this format.</summary>
    public static PixHandle? Read(string path, int page, ImageFormat format, long maxPixels)
    {
        long pixels = (long)format.Width * format.Height;
        if (pixels > maxPixels || Math.Max(format.Width, format.Height) > SizeLimit.LongestSide || pixels * format.BitsPerPixel / BitsPerByte > MostBytes)
            return null;

        using Belonging<string> folder = Belongings.Acquire(
            () => Directory.CreateTempSubdirectory("ocrfunctions-image-").FullName, made => Directory.Delete(made, recursive: true));
        string number = page.ToString(CultureInfo.InvariantCulture);
        using (ToolProcess pdfimages = PdfTools.Start("pdfimages", "-tiff", "-f", number, "-l", number, path, Path.Combine(folder.Value, "image")))
            if (pdfimages.ExitCode() != 0 || pdfimages.Messages().Length > 0)
                return null;
        if (Directory.GetFiles(folder.Value) is not [string file])
            return null;
        PixHandle read = Libleptonica.pixReadTiff(file, 0);
        // The map is made for the size that the document states; poppler may find another in a stream that is damaged.
        if (!read.IsInvalid && (Libleptonica.pixGetWidth(read), Libleptonica.pixGetHeight(read)) == (format.Width, format.Height))
            return read;
        read.Dispose();
        return null;
    }
}
