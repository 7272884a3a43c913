using System.Globalization;
using System.Text;
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

    public static SearchableDocument Write(SearchableRequest request)
    {
        using var pdf = new PdfFileWriter(request.Output);
        int catalogue = pdf.Reserve(), tree = pdf.Reserve();
        var font = new InvisibleFont(pdf);
        var pages = new List<int>();
        foreach (TextLayerPage page in LayerFile.Read(request.Layer))
            pages.Add(WritePage(pdf, request, page, tree, font));
        if (pages.Count == 0)
            throw new EngineException(EngineErrorCodes.PageNotFound, "No page of the document was read.");
        font.End();
        pdf.Write($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(page => $"{page} 0 R"))}] >>", tree);
        pdf.Write($"<< /Type /Catalog /Pages {tree} 0 R >>", catalogue);
        pdf.End(catalogue);
        return new SearchableDocument();
    }

    private static int WritePage(PdfFileWriter pdf, SearchableRequest request, TextLayerPage page, int tree, InvisibleFont font)
    {
        EmbeddedImage image = EmbeddedImage.Write(pdf, request.Path, request.Kind, page.Page, request.MaxPixels);
        double points = Math.Min(PointsPerInch / (page.Dpi is > 0 and var dpi ? dpi : UsualDpi), LongestSide / Math.Max(page.Width, page.Height));
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
