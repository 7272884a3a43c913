using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Infrastructure;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>
/// Turns what the recognizers said of a word and what its page says of it into the probability that it is right: logistic regression for
/// each state of agreement, fitted on documents with ground truth (see docs/accuracy.md).
/// </summary>
/// <param name="States">By state, the coefficient of each of <see cref="ConfidenceFeatures"/>.</param>
public sealed record ConfidenceModel(IReadOnlyDictionary<ConfidenceState, IReadOnlyDictionary<string, double>> States)
{
    /// <summary>No word is surer than this: of those that both recognizers are sure of, some are wrong.</summary>
    public const double Cap = 0.995;

    /// <summary>Print in Fraktur and other old type, where both recognizers make the same errors.</summary>
    public const double CapOfOldPrint = 0.98;

    /// <summary>Confidences beyond these are alike; their logits are finite.</summary>
    private const double MinRaw = 0.02, MaxRaw = 0.995;

    private const string Resource = "confidence.json";

    private static readonly string[] OldPrint = ["frk", "script/Fraktur", "deu_latf", "dan_frak", "slk_frak", "frm", "enm", "lat"];

    /// <summary>The model that the product uses.</summary>
    public static ConfidenceModel Default { get; } = Load();

    /// <summary>Probability that a recognized word is right.</summary>
    /// <param name="word">Not native.</param>
    /// <param name="context">What its page says of it.</param>
    /// <param name="language">Of its page: codes joined by a plus sign.</param>
    public double Of(RecognizedWord word, WordContext context, string language)
    {
        IReadOnlyDictionary<string, double> coefficients = States[StateOf(word, language)];
        double logit = ConfidenceFeatures.Names
            .Zip(ConfidenceFeatures.Of(word, context), (name, value) => coefficients[name] * value).Sum();
        double probability = 1 / (1 + Math.Exp(-logit));
        return Math.Round(Math.Min(probability, CapOf(language)), 4);
    }

    public static double CapOf(string language) => language.Split('+').Any(OldPrint.Contains) ? CapOfOldPrint : Cap;

    /// <param name="word">Not native.</param>
    /// <param name="language">Of its page: codes joined by a plus sign.</param>
    public static ConfidenceState StateOf(RecognizedWord word, string language) => word.Agreement switch
    {
        ReaderAgreement.Agrees => ConfidenceState.Agrees,
        ReaderAgreement.NotSeen => ConfidenceState.NotSeen,
        ReaderAgreement.Differs => word.Reader is null ? ConfidenceState.Differs : ConfidenceState.Replaced,
        _ when word.Reader is null => ConfidenceState.NotAsked,
        _ => language.Contains("chi_", StringComparison.Ordinal) ? ConfidenceState.AddedChinese : ConfidenceState.Added,
    };

    /// <summary>Log of the odds, finite.</summary>
    public static double LogOdds(double probability)
    {
        double bounded = Math.Clamp(probability, MinRaw, MaxRaw);
        return Math.Log(bounded / (1 - bounded));
    }

    private static ConfidenceModel Load()
    {
        using Stream stream = typeof(ConfidenceModel).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not in the assembly.");
        return JsonSerializer.Deserialize<ConfidenceModel>(stream, PipelineJson.Options)!;
    }
}
