using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Whitens what is not to be recognized: everything outside the scanned parts, and the native words inside them.</summary>
internal static class PartsOnly
{
    /// <param name="page">Upright, as it was drawn: one scale across, one down.</param>
    /// <param name="plan">With parts.</param>
    public static PageImage Apply(PageImage page, PagePlan plan)
    {
        double across = 1 / (page.ToOriginal.A * PdfPageSize.PointsPerInch), down = 1 / (page.ToOriginal.E * PdfPageSize.PointsPerInch);
        PixHandle white = Libleptonica.pixCreateTemplate(page.Pixels);
        Libleptonica.pixSetAllGray(white, byte.MaxValue);
        foreach (Box part in plan.Parts!)
        {
            (int x, int y, int width, int height) = Pixels(part);
            _ = Libleptonica.pixRasterop(white, x, y, width, height, Libleptonica.PIX_SRC, page.Pixels, x, y);
        }

        foreach (NativeWord word in plan.Kept.Words)
        {
            (int x, int y, int width, int height) = Pixels(word.Box);
            _ = Libleptonica.pixRasterop(white, x, y, width, height, Libleptonica.PIX_SET, page.Pixels, 0, 0);
        }

        return page.With(white);

        (int X, int Y, int Width, int Height) Pixels(Box box)
        {
            int x = (int)Math.Floor(box.Left * across), y = (int)Math.Floor(box.Top * down);
            return (x, y, (int)Math.Ceiling(box.Right * across) - x, (int)Math.Ceiling(box.Bottom * down) - y);
        }
    }
}
