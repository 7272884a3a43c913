using Microsoft.Extensions.Diagnostics.HealthChecks;
using OcrFunctions.Pipeline.Infrastructure;

namespace OcrFunctions.Pipeline.Health;

/// <summary>Whether documents can be read now. The result is cached for a few seconds, so that probes cannot overload storage.</summary>
public sealed class Readiness
{
    private static readonly TimeSpan CacheLifetime = TimeSpan.FromSeconds(5);

    private readonly TimedCache<ReadinessReport> _cached;

    public Readiness(HealthCheckService checks, TimeProvider time) => _cached = new TimedCache<ReadinessReport>(
        async () =>
        {
            DateTimeOffset at = time.GetUtcNow();
            HealthReport report = await checks.CheckHealthAsync(check => check.Tags.Contains(ReadinessServices.Tag));
            return new ReadinessReport(report.Status, at.UtcDateTime,
                [.. report.Entries.Select(entry => CheckReport.Of(entry.Key, entry.Value))]);
        },
        CacheLifetime, time);

    public Task<ReadinessReport> GetReportAsync(CancellationToken cancellationToken) => _cached.GetAsync(cancellationToken);
}
