namespace OcrFunctions.Engine.Languages;

/// <summary>Which of Tesseract's models of a language is loaded where both its best and its fast one are installed.</summary>
internal sealed class ModelPreference
{
    /// <summary>
    /// Languages whose best model, in integer form, misread fewer words than the fast one (decision 0073); the others' did not, or were not
    /// measured.
    /// </summary>
    private static readonly HashSet<string> BetterByMeasurement = ["eng", "deu", "nld"];

    private readonly string _models;

    /// <param name="models"><c>best</c>, <c>fast</c>, or anything else for what was measured, language by language.</param>
    public ModelPreference(string models) => _models = models;

    /// <summary>From <c>OCRFUNCTIONS_MODELS</c>.</summary>
    public static ModelPreference OfEnvironment() => new(Environment.GetEnvironmentVariable("OCRFUNCTIONS_MODELS") ?? "");

    /// <summary>
    /// Whether the best models of some languages, which are loaded together, are preferred. All or none: beside a model of another script
    /// the best English one misread more.
    /// </summary>
    public bool IsBest(IEnumerable<string> codes) => _models switch
    {
        "best" => true,
        "fast" => false,
        _ => codes.All(BetterByMeasurement.Contains),
    };
}
