using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Pipeline.Languages;

/// <summary>Compares the languages that a caller requests with the installed ones, so that an upload can be refused at once.</summary>
public sealed class RequestedLanguages(EngineInformation engine, TimeProvider time)
{
    /// <summary>How long a caller waits for the engine, which may have to start or may be inspecting a large document.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    /// <summary>Replaces codes in another case by those of the models.</summary>
    /// <param name="language">Codes joined by <c>+</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The codes as the engine knows them, or the error if one of them is not installed. If the engine cannot say which are, the codes as
    /// they are: the document then fails with the engine's own error if one is missing.
    /// </returns>
    public async Task<(string Language, OcrError? Error)> ResolveAsync(string language, CancellationToken cancellationToken)
    {
        string[] codes = language.Split('+');
        // What was installed a while ago need not be asked for; what was not may have been added since.
        if (engine.Last() is { } last && Missing(codes, last.Description).Length == 0)
            return (Installed(codes, last.Description), null);
        if (await TryDescribeAsync(cancellationToken) is not { } now)
            return (language, null);
        return Missing(codes, now) is { Length: > 0 } missing
            ? (language, OcrError.Of(EngineErrorCodes.LanguageNotInstalled, Sentence(missing, now)))
            : (Installed(codes, now), null);
    }

    private async Task<EngineDescription?> TryDescribeAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(MaxWait, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await engine.GetAsync(stop.Token);
        }
        catch (Exception e) when (e is EngineRefusedException or EngineLostException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Readiness reports what is wrong with it.
            return null;
        }
    }

    private static string[] Missing(string[] codes, EngineDescription engine) =>
        [.. codes.Where(code => Find(code, engine) is null).Distinct()];

    private static string Installed(string[] codes, EngineDescription engine) =>
        string.Join('+', codes.Select(code => Find(code, engine)).Distinct());

    /// <summary>Models may differ in case alone, so the exact code takes precedence.</summary>
    private static string? Find(string code, EngineDescription engine) =>
        engine.Models.FirstOrDefault(model => model.Code == code)?.Code
            ?? engine.Models.FirstOrDefault(model => model.Code.Equals(code, StringComparison.OrdinalIgnoreCase))?.Code;

    private static string Sentence(string[] missing, EngineDescription engine)
    {
        string installed = engine.Models.Count == 0 ? "none" : string.Join(", ", engine.Models.Select(model => model.Code));
        return $"No language with the code {string.Join(" or ", missing)} is installed. Installed: {installed}.";
    }
}
