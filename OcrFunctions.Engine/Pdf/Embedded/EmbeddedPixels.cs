using System.Globalization;
using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.Engine.ProcessLifetime;

namespace OcrFunctions.Engine.Pdf.Embedded;

/// <summary>The pixels of the only image of a page, decoded by <c>pdfimages</c> into a TIFF in the engine's private folder.</summary>
internal static class EmbeddedPixels
{
    /// <summary>Larger ones are rasterized, which goes through a pipe: temporary folders may be small, or in memory.</summary>
    private const long MaxBytes = 100_000_000;

    private const int BitsPerByte = 8;

    /// <summary>
    /// Owned by the caller; null where the image is too large, or where poppler reports errors or finds other images than one of this
    /// format.
    /// </summary>
    public static PixHandle? Read(string path, int page, ImageFormat format, long maxPixels)
    {
        long pixels = (long)format.Width * format.Height;
        if (pixels > maxPixels || Math.Max(format.Width, format.Height) > SizeLimit.MaxSide
            || pixels * format.BitsPerPixel / BitsPerByte > MaxBytes)
            return null;

        using ExitCleanupItem<string> folder = ExitCleanup.Acquire(
            () => Directory.CreateTempSubdirectory("ocrfunctions-image-").FullName, made => Directory.Delete(made, recursive: true));
        string number = page.ToString(CultureInfo.InvariantCulture);
        using (ToolProcess pdfimages =
            PdfTools.Start("pdfimages", "-tiff", "-f", number, "-l", number, path, Path.Combine(folder.Value, "image")))
            if (pdfimages.ExitCode() != 0 || pdfimages.Messages().Length > 0)
                return null;
        if (Directory.GetFiles(folder.Value) is not [string file])
            return null;
        PixHandle read = Libleptonica.pixReadTiff(file, 0);
        // The map is computed for the size that the document states; poppler may find another one in a damaged stream.
        if (!read.IsInvalid && (Libleptonica.pixGetWidth(read), Libleptonica.pixGetHeight(read)) == (format.Width, format.Height))
            return read;
        read.Dispose();
        return null;
    }
}
