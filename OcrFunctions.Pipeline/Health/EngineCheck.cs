using Microsoft.Extensions.Diagnostics.HealthChecks;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;

namespace OcrFunctions.Pipeline.Health;

/// <summary>Whether the engine is installed, starts and answers.</summary>
internal sealed class EngineCheck(EngineInformation engine) : IHealthCheck
{
    /// <summary>An engine that inspects a large document answers afterwards: one that has answered since then is healthy.</summary>
    private static readonly TimeSpan MaxBusyTime = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            EngineDescription description = await engine.GetAsync(cancellationToken);
            string detail = Describe(description) + ".";
            return description.MissingFonts is { } missing
                ? HealthCheckResult.Degraded($"{detail} {missing}")
                : HealthCheckResult.Healthy(detail);
        }
        catch (EngineRefusedException e)
        {
            return HealthCheckResult.Unhealthy($"{e.Error.Code}: {e.Error.Message}");
        }
        catch (EngineLostException e)
        {
            return HealthCheckResult.Unhealthy($"{e.Code}: the engine does not start or does not answer.");
        }
        catch (OperationCanceledException) when (engine.Last() is { } last && last.Age < MaxBusyTime)
        {
            return HealthCheckResult.Healthy($"{Describe(last.Description)}; busy, answered {last.Age.TotalSeconds:0} s ago.");
        }
        catch (OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("Does not answer in time.");
        }
    }

    private static string Describe(EngineDescription engine) =>
        $"Tesseract {engine.Tesseract}, leptonica {engine.Leptonica}" + Describe(engine.Acceleration)
            + Describe(engine.SecondReader);

    /// <summary>Documents are read without it, and their pages say so: a note, not a fault.</summary>
    private static string Describe(SecondReaderDescription? reader) => reader switch
    {
        { Model: { } model } => $", second reader: {model.Name}",
        { Problem: { } problem } => $", second reader: none ({problem.TrimEnd('.')})",
        _ => "",
    };

    private static string Describe(EngineAcceleration? acceleration) => acceleration switch
    {
        { Instructions: { } instructions } => $", accelerated: on ({instructions})",
        { OffReason: { } reason } => $", accelerated: off ({reason.TrimEnd('.')})",
        _ => "",
    };
}
