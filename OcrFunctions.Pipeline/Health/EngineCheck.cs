using Microsoft.Extensions.Diagnostics.HealthChecks;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Pipeline.Health;

/// <summary>Whether the engine is installed, starts and answers.</summary>
internal sealed class EngineCheck(EngineInformation engine) : IHealthCheck
{
    /// <summary>An engine that takes a first look at a large document answers after it: one that answered since then is not ill.</summary>
    private static readonly TimeSpan MayBeBusy = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return HealthCheckResult.Healthy(Say(await engine.GetAsync(cancellationToken)) + ".");
        }
        catch (EngineRefusedException e)
        {
            return HealthCheckResult.Unhealthy($"{e.Error.Code}: {e.Error.Message}");
        }
        catch (EngineLostException e)
        {
            return HealthCheckResult.Unhealthy($"{e.Code}: the engine does not start or does not answer.");
        }
        catch (OperationCanceledException) when (engine.Last() is { } last && last.Age < MayBeBusy)
        {
            return HealthCheckResult.Healthy($"{Say(last.Description)}; busy, answered {last.Age.TotalSeconds:0} s ago.");
        }
        catch (OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("Does not answer in time.");
        }
    }

    private static string Say(EngineDescription engine) => $"Tesseract {engine.Tesseract}, leptonica {engine.Leptonica}";
}
