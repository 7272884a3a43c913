using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OcrFunctions.Pipeline.Health;

/// <summary>Whether documents can be read at this moment. The answer is good for a few seconds, so that a probe cannot be used to hammer storage.</summary>
public sealed class Readiness
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(5);

    private readonly Recent<ReadinessReport> _recent;

    public Readiness(HealthCheckService checks, TimeProvider time) => _recent = new Recent<ReadinessReport>(
        async () =>
        {
            DateTimeOffset at = time.GetUtcNow();
            HealthReport report = await checks.CheckHealthAsync(check => check.Tags.Contains(ReadinessServices.Tag));
            return new ReadinessReport(report.Status, at.UtcDateTime, [.. report.Entries.Select(entry => CheckReport.Of(entry.Key, entry.Value))]);
        },
        Life, time);

    public Task<ReadinessReport> AskAsync(CancellationToken cancellationToken) => _recent.GetAsync(cancellationToken);
}
