using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.Pdf.Text;
using OcrFunctions.Engine.Preprocessing;
using OcrFunctions.Engine.Rendering;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// A page is blank only when its picture is and the program that drew it had nothing to say; otherwise the PDF is restored.
/// </summary>
internal static class ShownPage
{
    /// <param name="page">As it was drawn; ownership is taken.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="plan">Of the page.</param>
    /// <param name="restored">Makes a restored copy.</param>
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.DamagedFile"/>, or <see cref="EngineErrorCodes.EngineNotInstalled"/> where only fonts are missing.
    /// </exception>
    public static PageImage Of(PageImage page, RecognizeRequest request, PagePlan plan, RestoredPdf restored)
    {
        if (!page.HasComplaints || !IsBlank(page.Pixels))
            return page;
        using (page)
        {
            if (page.Warnings.Any(warning => warning.Message.StartsWith(LostContent.HowToInstallFonts, StringComparison.Ordinal)))
                throw new EngineException(
                    EngineErrorCodes.EngineNotInstalled, $"Page {request.Page} shows no text. {LostContent.HowToInstallFonts}");
            if (restored.Of(plan.Path) is { } path)
            {
                PageImage other = PdfPages.Open(path, request.Page, plan.Sketch, request.MaxPixels);
                if (!IsBlank(other.Pixels))
                    return other with { Warnings = [.. page.Warnings, .. other.Warnings] };
                other.Dispose();
            }

            throw new EngineException(EngineErrorCodes.DamagedFile, $"Nothing of page {request.Page} can be shown: the file is damaged.");
        }
    }

    private static bool IsBlank(PixHandle pixels)
    {
        using var ink = BinarizedImage.Of(pixels);
        return ink.Density(0, 0, Libleptonica.pixGetWidth(ink.Pixels), Libleptonica.pixGetHeight(ink.Pixels)) <= 0;
    }
}
