using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Languages;
using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;
using static OcrFunctions.Engine.Interop.Libtesseract;

namespace OcrFunctions.Engine.Recognition;

/// <summary>A warm Tesseract for one set of languages. No page leaves a trace that the next one could feel.</summary>
internal sealed class Recogniser : IDisposable
{
    private readonly BaseApiHandle _api;

    private Recogniser(string language, RecognitionEngine engine, BaseApiHandle api) => (Language, Engine, _api) = (language, engine, api);

    /// <summary>Codes joined by a plus sign.</summary>
    public string Language { get; }

    /// <summary>What it is, told once: the models are in memory, whatever becomes of their files.</summary>
    public RecognitionEngine Engine { get; }

    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.LanguageNotInstalled"/>, or <see cref="EngineErrorCodes.EngineFailed"/> for a broken model.
    /// </exception>
    public static Recogniser Create(string language)
    {
        IReadOnlyList<string> codes = LanguageCodes.Parse(language);
        ModelCatalogue models = ModelCatalogue.Read();
        using DataPath data = DataPath.For(codes, models);
        BaseApiHandle api = TessBaseAPICreate();
        try
        {
            _ = TessBaseAPISetVariable(api, "debug_file", "/dev/null");
            if (TessBaseAPIInit2(api, data.Folder, language, OEM_DEFAULT) != 0)
                throw BrokenModel(language);
            // Of several languages Tesseract forgives one that it cannot load, and would read without it.
            using (TextArrayHandle loaded = TessBaseAPIGetLoadedLanguagesAsVector(api))
                if (codes.Except(loaded.ToList()).ToArray() is { Length: > 0 } lost)
                    throw BrokenModel(string.Join(", ", lost));
            if (Spacing.IsOnThePage(codes))
                _ = TessBaseAPISetVariable(api, "preserve_interword_spaces", "1");
            return new Recogniser(language, Describe(codes, models), api);
        }
        catch
        {
            api.Dispose();
            throw;
        }
    }

    /// <param name="pixels">8 bits of grey, or 1 bit.</param>
    /// <param name="resolution">Its resolution, or null where nobody knows it.</param>
    /// <param name="segmentation">One of Tesseract's page segmentation modes.</param>
    public Reading Recognise(PixHandle pixels, Resolution? resolution, int segmentation = PSM_AUTO)
    {
        // The engine takes the image's own resolution; a number that nobody vouches for must not reach it.
        _ = Libleptonica.pixSetXRes(pixels, resolution?.X ?? 0);
        _ = Libleptonica.pixSetYRes(pixels, resolution?.Y ?? 0);
        try
        {
            TessBaseAPISetPageSegMode(_api, segmentation);
            TessBaseAPISetImage2(_api, pixels);
            if (resolution is { } known)
                TessBaseAPISetSourceResolution(_api, known.Y);
            if (TessBaseAPIRecognize(_api, monitor: 0) != 0)
                throw new EngineException(EngineErrorCodes.EngineFailed, "Tesseract gave up on the page.");

            using ResultIteratorHandle words = TessBaseAPIGetIterator(_api);
            return LayoutReader.Read(words);
        }
        finally
        {
            TessBaseAPIClear(_api);
            TessBaseAPIClearAdaptiveClassifier(_api);
        }
    }

    public void Dispose() => _api.Dispose();

    private static RecognitionEngine Describe(IReadOnlyList<string> codes, ModelCatalogue models)
    {
        (string tesseract, string leptonica) = Libraries.Versions();
        return new RecognitionEngine("tesseract", tesseract, leptonica, [.. codes.Select(code => ModelIdentity.Of(code, models.Files[code]))]);
    }

    private static EngineException BrokenModel(string language) =>
        new(EngineErrorCodes.EngineFailed, $"Tesseract cannot load its model for {language}: the .traineddata file is damaged or of another version.");
}
