using System.Globalization;
using System.Text;
using OcrFunctions.Engine.Archival;
using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Searchable;

/// <summary>A PDF of an image file: each page shows its image as it is and holds its words.</summary>
internal static class ImagePdf
{
    private const double PointsPerInch = 72;

    /// <summary>Longest side that viewers show, in points.</summary>
    private const double LongestSide = 14_400;

    /// <summary>What an image is taken for that nobody knows the resolution of.</summary>
    private const int UsualDpi = 150;

    /// <param name="path">The image file.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="layer">File with the words.</param>
    /// <param name="output">File that is written.</param>
    /// <param name="maxPixels">Most pixels of an image.</param>
    /// <param name="archival">What makes the PDF a PDF/A; null for an ordinary one.</param>
    public static void Write(string path, DocumentKind kind, string layer, string output, long maxPixels, ArchivalParts? archival = null)
    {
        using var pdf = new PdfFileWriter(output);
        int catalogue = pdf.Reserve(), tree = pdf.Reserve();
        var font = new InvisibleFont(pdf);
        var pages = new List<int>();
        foreach (TextLayerPage page in LayerFile.Read(layer))
        {
            EmbeddedImage image = EmbeddedImage.Write(pdf, path, kind, page.Page, maxPixels, isArchival: archival is not null);
            pages.Add(WritePage(pdf, image, page, archival is null ? 0 : ArchivalParts.ShortestSide, tree, font));
        }

        if (pages.Count == 0)
            throw new EngineException(EngineErrorCodes.PageNotFound, "No page of the document was read.");
        font.End();
        pdf.Write($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(page => $"{page} 0 R"))}] >>", tree);
        pdf.Write($"<< /Type /Catalog /Pages {tree} 0 R {(archival is null ? "" : ArchivalParts.Write(pdf))} >>", catalogue);
        pdf.End(catalogue, archival?.Identifier() ?? "");
    }

    private static int WritePage(PdfFileWriter pdf, EmbeddedImage image, TextLayerPage page, double shortestSide, int tree, InvisibleFont font)
    {
        double points = PointsPerInch / (page.Dpi is > 0 and var dpi ? dpi : UsualDpi);
        points = Math.Min(Math.Max(points, shortestSide / Math.Min(page.Width, page.Height)), LongestSide / Math.Max(page.Width, page.Height));
        double width = page.Width * points, height = page.Height * points;
        var toPdf = new PageTransform(points, 0, 0, 0, -points, height);
        string show = string.Create(CultureInfo.InvariantCulture, $"q {image.Matrix(width, height)} cm /Im Do Q\n");
        string content = show + InvisibleText.Of(page.Words, toPdf, font, "Inv");
        int drawing = pdf.WriteDeflated("", file => file.Write(Encoding.ASCII.GetBytes(content)));
        return pdf.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width:0.###} {height:0.###}] /Resources << /XObject << /Im {image.Number} 0 R >> /Font << /Inv {font.Number} 0 R >> >> /Contents {drawing} 0 R >>"));
    }
}
