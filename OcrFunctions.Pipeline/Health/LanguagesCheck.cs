using Microsoft.Extensions.Diagnostics.HealthChecks;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Languages;

namespace OcrFunctions.Pipeline.Health;

/// <summary>Whether the models of the default language are installed.</summary>
internal sealed class LanguagesCheck(InstalledLanguages languages, EngineInformation engine) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return ResultOf(await languages.ListAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (engine.Last() is { } last)
        {
            return ResultOf(languages.Of(last.Description));
        }
        catch (Exception e) when (e is EngineRefusedException or EngineLostException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The engine does not say which there are.");
        }
    }

    private static HealthCheckResult ResultOf(LanguageList installed) => installed.Missing is { Count: > 0 } missing
        ? HealthCheckResult.Unhealthy(
            $"The default language is {installed.Default}, and no model is installed for {string.Join(", ", missing)}.")
        : HealthCheckResult.Healthy($"{installed.Value.Count} installed, {installed.Default} is the default.");
}
