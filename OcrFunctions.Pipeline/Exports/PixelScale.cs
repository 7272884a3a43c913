using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Pixels for each unit of a page, for formats that support only pixels.</summary>
internal static class PixelScale
{
    /// <summary>Resolution of a PDF page without a recognized image: its text has coordinates but no pixels.</summary>
    private const int DefaultDpi = 300;

    public static double Of(PageResult page) => page.Unit == "inch" ? Dpi(page) : 1;

    /// <summary>Dots per inch of those pixels.</summary>
    public static int Dpi(PageResult page) => page.Dpi ?? page.DpiDeclared ?? DefaultDpi;

    /// <summary>The whole page.</summary>
    public static PixelBox PageBox(PageResult page)
    {
        double scale = Of(page);
        return new PixelBox(0, 0, (int)Math.Round((page.Width ?? 0) * scale), (int)Math.Round((page.Height ?? 0) * scale));
    }
}
