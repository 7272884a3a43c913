using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Languages;
using OcrFunctions.Engine.Preparation;
using static OcrFunctions.Engine.Interop.Libtesseract;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Tesseract's own detector of orientation (OSD). It costs about a seventh of a page's recognition, so it is asked only where
/// something is wrong with a page; its model is loaded at the first question.
/// </summary>
internal sealed class OrientationDetector : IDisposable
{
    private const string Model = "osd";

    private BaseApiHandle? _api;

    /// <returns>
    /// Quarter turns clockwise that bring the page upright, with a confidence from 0 up. Null without an answer: too few
    /// letters, or the model is not installed.
    /// </returns>
    public (int Quarters, double Confidence)? Ask(PageImage page)
    {
        if ((_api ??= Create()) is not { IsInvalid: false } api)
            return null;
        try
        {
            TessBaseAPISetImage2(api, page.Pixels);
            if (page.Resolution is { } known)
                TessBaseAPISetSourceResolution(api, known.Y);
            return TessBaseAPIDetectOrientationScript(api, out int turned, out float confidence, out _, out _)
                ? ((4 - turned / 90) % 4, Math.Round(confidence, 2))
                : null;
        }
        finally
        {
            TessBaseAPIClear(api);
        }
    }

    public void Dispose() => _api?.Dispose();

    /// <returns>An invalid handle where there is no model.</returns>
    private static BaseApiHandle Create()
    {
        if (!ModelCatalogue.Read().Files.TryGetValue(Model, out string? file))
            return new BaseApiHandle();
        BaseApiHandle api = TessBaseAPICreate();
        _ = TessBaseAPISetVariable(api, "debug_file", "/dev/null");
        if (TessBaseAPIInit2(api, Path.GetDirectoryName(file)!, Model, OEM_TESSERACT_ONLY) == 0)
        {
            TessBaseAPISetPageSegMode(api, PSM_OSD_ONLY);
            return api;
        }

        api.Dispose();
        return new BaseApiHandle();
    }
}
