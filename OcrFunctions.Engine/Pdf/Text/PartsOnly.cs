using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>
/// Whitens what is not to be recognized: everything outside the parts. What is shown in them is the page without its text, save in parts
/// that text painted, where it is the page without the native words that are kept.
/// </summary>
internal static class PartsOnly
{
    /// <param name="textless">Upright, as it was drawn: one scale across, one down; ownership is taken.</param>
    /// <param name="parts">What to recognize.</param>
    /// <param name="kept">The native words.</param>
    /// <param name="draw">Draws the page with its text, in the same size; called where a part needs it.</param>
    public static PageImage Apply(PageImage textless, IReadOnlyList<PagePart> parts, NativeText kept, Func<PageImage> draw)
    {
        double across = 1 / (textless.ToOriginal.A * PdfPageSize.PointsPerInch),
            down = 1 / (textless.ToOriginal.E * PdfPageSize.PointsPerInch);
        PixHandle white = LeptonicaErrors.Check(Libleptonica.pixCreateTemplate(textless.Pixels), "parts of the page");
        Libleptonica.pixSetAllGray(white, byte.MaxValue);
        Copy(textless, parts.Where(part => !part.IsText).Select(part => part.Box));
        if (parts.Any(part => part.IsText))
        {
            using PageImage page = draw();
            Copy(page, parts.Where(part => part.IsText).Select(part => part.Box));
            Copy(textless, parts.Where(part => part.IsText)
                .SelectMany(part => kept.Words.SelectMany(word => word.Places).Select(box => box.Intersection(part.Box))));
        }

        return textless.With(white);

        void Copy(PageImage source, IEnumerable<Box> boxes)
        {
            foreach (Box box in boxes.Where(box => box.Area > 0))
            {
                (int x, int y, int width, int height) = Pixels(box);
                _ = Libleptonica.pixRasterop(white, x, y, width, height, Libleptonica.PIX_SRC, source.Pixels, x, y);
            }
        }

        (int X, int Y, int Width, int Height) Pixels(Box box)
        {
            int x = (int)Math.Floor(box.Left * across), y = (int)Math.Floor(box.Top * down);
            return (x, y, (int)Math.Ceiling(box.Right * across) - x, (int)Math.Ceiling(box.Bottom * down) - y);
        }
    }
}
