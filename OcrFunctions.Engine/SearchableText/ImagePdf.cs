using System.Globalization;
using System.Text;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>A PDF of an image file: each page shows its image unchanged and holds its words.</summary>
internal static class ImagePdf
{
    private const double PointsPerInch = 72;

    /// <summary>Longest side that viewers support, in points.</summary>
    private const double MaxSide = 14_400;

    /// <summary>Resolution assumed for an image of unknown resolution.</summary>
    private const int DefaultDpi = 150;

    /// <param name="path">The image file.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="layer">File with the words.</param>
    /// <param name="output">File that is written.</param>
    /// <param name="maxPixels">Maximum number of pixels of an image.</param>
    /// <param name="conformance">Of a PDF/A; null for an ordinary PDF.</param>
    public static void Write(
        string path, DocumentKind kind, string layer, string output, long maxPixels, IPdfConformance? conformance = null)
    {
        using var pdf = new PdfFileWriter(output);
        int catalog = pdf.Reserve(), tree = pdf.Reserve();
        var font = new GlyphlessFont(pdf);
        var pages = new List<int>();
        foreach (TextLayerPage page in TextLayerFile.Read(layer))
        {
            EmbeddedImage image = EmbeddedImage.Write(pdf, path, kind, page.Page, maxPixels, conformance);
            pages.Add(WritePage(pdf, image, page, conformance?.MinSide ?? 0, tree, font));
        }

        if (pages.Count == 0)
            throw new EngineException(EngineErrorCodes.PageNotFound, "No page of the document was read.");
        font.End();
        pdf.Write($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(page => $"{page} 0 R"))}] >>", tree);
        pdf.Write($"<< /Type /Catalog /Pages {tree} 0 R {conformance?.Write(pdf)} >>", catalog);
        pdf.End(catalog, conformance?.Identifier() ?? "");
    }

    private static int WritePage(PdfFileWriter pdf, EmbeddedImage image, TextLayerPage page, double minSide, int tree, GlyphlessFont font)
    {
        double shownHeight = page.Height * image.PixelHeight;
        double scale = PointsPerInch / (page.Dpi is > 0 and var dpi ? dpi : DefaultDpi);
        scale = Math.Min(
            Math.Max(scale, minSide / Math.Min(page.Width, shownHeight)),
            MaxSide / Math.Max(page.Width, shownHeight));
        double width = page.Width * scale, height = shownHeight * scale;
        var toPdf = new PageTransform(scale, 0, 0, 0, -scale * image.PixelHeight, height);
        string drawing = string.Create(CultureInfo.InvariantCulture, $"q {image.Matrix(width, height)} cm /Im Do Q\n");
        string content = drawing + InvisibleTextLayer.Of(page.Words, toPdf, font, "Inv");
        int contents = pdf.WriteDeflated("", file => file.Write(Encoding.ASCII.GetBytes(content)));
        return pdf.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width:0.###} {height:0.###}] "
            + $"/Resources << /XObject << /Im {image.Number} 0 R >> /Font << /Inv {font.Number} 0 R >> >> /Contents {contents} 0 R >>"));
    }
}
