using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Languages;
using OcrFunctions.Engine.Ocr;
using static OcrFunctions.Engine.Interop.Libtesseract;

namespace OcrFunctions.Engine.Tesseract;

/// <summary>
/// Tesseract's orientation and script detection (OSD), which costs about a seventh of a page's recognition. Its model is of no language and
/// loaded on first use.
/// </summary>
internal sealed class OrientationDetector : IDisposable
{
    private const string Model = "osd";

    private BaseApiHandle? _api;

    /// <returns>Null where it cannot be detected: too few letters, or the model is not installed.</returns>
    public DetectedOrientation? Detect(PixHandle image, Resolution? resolution)
    {
        if ((_api ??= Create()) is not { IsInvalid: false } api)
            return null;
        try
        {
            TessBaseAPISetImage2(api, image);
            if (resolution is { } known)
                TessBaseAPISetSourceResolution(api, known.Y);
            return TessBaseAPIDetectOrientationScript(api, out int turned, out float confidence, out _, out _)
                ? new DetectedOrientation((4 - turned / 90) % 4, Math.Round(confidence, 2))
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
        if (!ModelCatalog.Read().Files.TryGetValue(Model, out string? file))
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
