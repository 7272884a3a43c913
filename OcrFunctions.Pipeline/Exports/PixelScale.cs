using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Pixels for each unit of a page, for formats that know only pixels.</summary>
internal static class PixelScale
{
    /// <summary>What a PDF page without a recognised image is measured at: its text has places but no pixels.</summary>
    private const int UsualDpi = 300;

    public static double Of(PageResult page) => page.Unit == "inch" ? Dpi(page) : 1;

    /// <summary>Dots per inch of those pixels.</summary>
    public static int Dpi(PageResult page) => page.Dpi ?? page.DpiDeclared ?? UsualDpi;

    /// <summary>The whole page.</summary>
    public static Box PageBox(PageResult page)
    {
        double scale = Of(page);
        return new Box(0, 0, (int)Math.Round((page.Width ?? 0) * scale), (int)Math.Round((page.Height ?? 0) * scale));
    }
}
