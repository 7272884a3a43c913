using System.Diagnostics;
using System.Globalization;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// Documents generated in a temporary folder that is deleted with the object. Text is set in a PDF by hand and rasterized by
/// poppler, so the position of every word is known.
/// </summary>
public sealed class TestDocuments : IDisposable
{
    private int _made;

    public string Folder { get; } = Directory.CreateTempSubdirectory("ocrfunctions-documents-").FullName;

    /// <summary>A path in the folder that no file has yet.</summary>
    public string NewPath(string extension) =>
        Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _made)}.{extension}"));

    /// <summary>Writes a file of these bytes.</summary>
    public string File(string extension, ReadOnlySpan<byte> content)
    {
        string path = NewPath(extension);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Writes a PDF.</summary>
    public string Pdf(params PdfTestPage[] pages) => File("pdf", PdfTestFile.Write(pages));

    /// <summary>Rasterizes a page of a PDF to an image file that declares its resolution.</summary>
    /// <param name="pdf">Path of the PDF.</param>
    /// <param name="format"><c>png</c>, <c>jpeg</c> or <c>tiff</c>.</param>
    /// <param name="dpi">Dots per inch.</param>
    /// <param name="page">From 1.</param>
    public string Draw(string pdf, string format, int dpi = 200, int page = 1)
    {
        string root = NewPath("drawn");
        Poppler("-" + format, dpi, dpi, page, pdf, root);
        return Directory.GetFiles(Folder, Path.GetFileName(root) + ".*").Single();
    }

    /// <summary>Rasterizes a page of a PDF in gray.</summary>
    public GrayImage DrawGray(string pdf, int dpiAcross = 200, int dpiDown = 200, int page = 1)
    {
        string root = NewPath("drawn");
        Poppler("-gray", dpiAcross, dpiDown, page, pdf, root);
        return GrayImage.FromPgm(System.IO.File.ReadAllBytes(root + ".pgm"), dpiAcross, dpiDown);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Poppler(string format, int dpiAcross, int dpiDown, int page, string pdf, string root)
    {
        string number = page.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(new ProcessStartInfo("pdftoppm",
        [
            format, "-gray", "-cropbox", "-rx", dpiAcross.ToString(CultureInfo.InvariantCulture), "-ry",
            dpiDown.ToString(CultureInfo.InvariantCulture),
            "-f", number, "-l", number, "-singlefile", pdf, root,
        ])
        { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"pdftoppm could not draw the test document: {errors}");
    }
}
