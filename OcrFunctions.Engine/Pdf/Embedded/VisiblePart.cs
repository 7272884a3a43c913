using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Pdf.Embedded;

/// <summary>
/// Keeps the part of an image that the page shows: a crop box may hide an edge, and a skewed image extends beyond the page's corners.
/// </summary>
internal static class VisiblePart
{
    /// <param name="image">Ownership of its pixels is taken.</param>
    /// <param name="width">Of the page, in inches.</param>
    /// <param name="height">Likewise.</param>
    public static PlacedPixels Of(PlacedPixels image, double width, double height)
    {
        PageTransform fromPage = image.ToPage.Inverse();
        (double X, double Y)[] corners =
            [fromPage.Apply(0, 0), fromPage.Apply(width, 0), fromPage.Apply(width, height), fromPage.Apply(0, height)];
        PlacedPixels cut = Cut(image, corners, out int left, out int top);
        for (int i = 0; i < corners.Length; i++)
            corners[i] = (corners[i].X - left, corners[i].Y - top);
        Whiten(cut.Pixels, corners);
        return cut;
    }

    /// <summary>The axis-aligned box around the page.</summary>
    private static PlacedPixels Cut(PlacedPixels image, (double X, double Y)[] page, out int left, out int top)
    {
        int width = Libleptonica.pixGetWidth(image.Pixels), height = Libleptonica.pixGetHeight(image.Pixels);
        left = Math.Clamp((int)Math.Round(page.Min(corner => corner.X)), 0, width - 1);
        top = Math.Clamp((int)Math.Round(page.Min(corner => corner.Y)), 0, height - 1);
        int right = Math.Clamp((int)Math.Round(page.Max(corner => corner.X)), left + 1, width);
        int bottom = Math.Clamp((int)Math.Round(page.Max(corner => corner.Y)), top + 1, height);
        if ((left, top, right, bottom) == (0, 0, width, height))
            return image;
        PixHandle part = Libleptonica.pixCreate(right - left, bottom - top, Libleptonica.pixGetDepth(image.Pixels));
        if (!part.IsInvalid)
            _ = Libleptonica.pixRasterop(part, 0, 0, right - left, bottom - top, Libleptonica.PIX_SRC, image.Pixels, left, top);
        return image.With(part, new PageTransform(1, 0, left, 0, 1, top));
    }

    private static void Whiten(PixHandle pixels, (double X, double Y)[] page)
    {
        int width = Libleptonica.pixGetWidth(pixels), height = Libleptonica.pixGetHeight(pixels);
        // In 1-bit images ink is 1; in others higher values are lighter.
        int white = Libleptonica.pixGetDepth(pixels) == 1 ? Libleptonica.PIX_CLR : Libleptonica.PIX_SET;
        for (int y = 0; y < height; y++)
        {
            (double from, double to) = Across(page, y + 0.5);
            int left = (int)Math.Clamp(Math.Round(from), 0, width), right = (int)Math.Clamp(Math.Round(to), left, width);
            Fill(0, left);
            Fill(right, width);

            void Fill(int x, int end)
            {
                if (end > x)
                    _ = Libleptonica.pixRasterop(pixels, x, y, end - x, 1, white, pixels, 0, 0);
            }
        }
    }

    /// <summary>Intersection of a row with a convex outline; an empty interval where there is none.</summary>
    private static (double From, double To) Across((double X, double Y)[] outline, double y)
    {
        double from = double.PositiveInfinity, to = double.NegativeInfinity;
        for (int i = 0; i < outline.Length; i++)
        {
            ((double x0, double y0), (double x1, double y1)) = (outline[i], outline[(i + 1) % outline.Length]);
            if (Math.Min(y0, y1) > y || Math.Max(y0, y1) < y || y0 == y1)
                continue;
            double x = x0 + (y - y0) / (y1 - y0) * (x1 - x0);
            (from, to) = (Math.Min(from, x), Math.Max(to, x));
        }

        return (from, to);
    }
}
