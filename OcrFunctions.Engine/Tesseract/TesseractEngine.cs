using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Languages;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Tesseract.Acceleration;
using OcrFunctions.EngineProtocol;
using static OcrFunctions.Engine.Interop.Libtesseract;

namespace OcrFunctions.Engine.Tesseract;

/// <summary>An initialized Tesseract for one set of languages. A page leaves no state that could affect the next one.</summary>
internal sealed class TesseractEngine : IOcrEngine, IDisposable
{
    private readonly BaseApiHandle _api;
    private readonly OrientationDetector _detector;

    private readonly IReadOnlyList<string> _codes;
    private readonly RecognitionEngine _identity;
    private readonly Func<EngineAcceleration> _acceleration;

    private TesseractEngine(string language, RecognitionEngine identity, Func<EngineAcceleration> acceleration, BaseApiHandle api,
        OrientationDetector detector) =>
        (Language, _codes, _identity, _acceleration, _api, _detector) =
            (language, LanguageCodes.Parse(language), identity, acceleration, api, detector);

    public string Language { get; }

    public double ToleratedSkew => 1;

    /// <summary>Determined once: the models are in memory, whatever happens to their files. Acceleration may end at any line.</summary>
    public RecognitionEngine Identity => _identity with { Acceleration = _acceleration() };

    /// <param name="language">Language codes joined by a plus sign.</param>
    /// <param name="detector">Shared by the engines of all languages; owned by the caller.</param>
    /// <param name="acceleration">That of the process; owned by the caller.</param>
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.LanguageNotInstalled"/>, or <see cref="EngineErrorCodes.EngineFailed"/> for a broken model.
    /// </exception>
    public static TesseractEngine Create(string language, OrientationDetector detector, TesseractAcceleration acceleration)
    {
        IReadOnlyList<string> codes = LanguageCodes.Parse(language);
        ModelCatalog models = ModelCatalog.For(codes);
        using TessdataPath data = TessdataPath.For(codes, models);
        acceleration.Add(codes, models);
        BaseApiHandle api = TessBaseAPICreate();
        try
        {
            _ = TessBaseAPISetVariable(api, "debug_file", "/dev/null");
            if (TessBaseAPIInit2(api, data.Folder, language, OEM_DEFAULT) != 0)
                throw BrokenModel(language);
            // With several languages Tesseract ignores one that it cannot load, and would read without it.
            using (TextArrayHandle loaded = TessBaseAPIGetLoadedLanguagesAsVector(api))
                if (codes.Except(loaded.ToList()).ToArray() is { Length: > 0 } missing)
                    throw BrokenModel(string.Join(", ", missing));
            if (InterwordSpacing.IsKept(codes))
                _ = TessBaseAPISetVariable(api, "preserve_interword_spaces", "1");
            var engine = new TesseractEngine(
                language, Describe(codes, models), () => acceleration.StatusOf(codes, models), api, detector);
            if (acceleration.Status.Instructions is not null)
                engine.ReadBuiltInLine();
            return engine;
        }
        catch
        {
            api.Dispose();
            acceleration.Forget();
            throw;
        }
    }

    public OcrResult Recognize(PixHandle image, Resolution? resolution, PageSegmentationMode mode = PageSegmentationMode.Auto)
    {
        // The engine takes the image's own resolution; an unreliable number must not reach it.
        _ = Libleptonica.pixSetXRes(image, resolution?.X ?? 0);
        _ = Libleptonica.pixSetYRes(image, resolution?.Y ?? 0);
        try
        {
            TessBaseAPISetPageSegMode(_api, ModeOf(mode));
            TessBaseAPISetImage2(_api, image);
            if (resolution is { } known)
                TessBaseAPISetSourceResolution(_api, known.Y);
            if (TessBaseAPIRecognize(_api, monitor: 0) != 0)
                throw new EngineException(EngineErrorCodes.EngineFailed, "Tesseract failed on the page.");

            using ResultIteratorHandle iterator = TessBaseAPIGetIterator(_api);
            return LayoutReader.Read(iterator, _codes);
        }
        finally
        {
            TessBaseAPIClear(_api);
            TessBaseAPIClearAdaptiveClassifier(_api);
        }
    }

    public DetectedOrientation? DetectOrientation(PixHandle image, Resolution? resolution) => _detector.Detect(image, resolution);

    public void Dispose() => _api.Dispose();

    /// <summary>The first line of a network is read by Tesseract, and proves the accelerated forward pass.</summary>
    private void ReadBuiltInLine()
    {
        using PixHandle line = BuiltInLine.Draw();
        Recognize(line, resolution: null, PageSegmentationMode.SingleLine);
    }

    private static int ModeOf(PageSegmentationMode mode) => mode switch
    {
        PageSegmentationMode.SingleBlock => PSM_SINGLE_BLOCK,
        PageSegmentationMode.SingleLine => PSM_SINGLE_LINE,
        PageSegmentationMode.SparseText => PSM_SPARSE_TEXT,
        _ => PSM_AUTO,
    };

    private static RecognitionEngine Describe(IReadOnlyList<string> codes, ModelCatalog models)
    {
        (string tesseract, string leptonica) = Libraries.Versions();
        RecognitionModel[] identities = [.. codes.Select(code => ModelIdentity.Of(code, models.Files[code]))];
        return new RecognitionEngine("tesseract", tesseract, leptonica, identities);
    }

    private static EngineException BrokenModel(string language) =>
        new(
            EngineErrorCodes.EngineFailed,
            $"Tesseract cannot load its model for {language}: the .traineddata file is damaged or of another version.");
}
