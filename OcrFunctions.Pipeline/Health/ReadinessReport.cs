using System.Text.Json.Serialization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OcrFunctions.Pipeline.Health;

/// <param name="Status">
/// <c>Healthy</c>, <c>Degraded</c> (documents are read, though not all of them well) or <c>Unhealthy</c>: the worst of the checks.
/// </param>
/// <param name="CheckedAt">When the checks began, UTC.</param>
/// <param name="Checks">The individual checks.</param>
public sealed record ReadinessReport([property: JsonConverter(typeof(JsonStringEnumConverter<HealthStatus>))] HealthStatus Status,
    DateTime CheckedAt, IReadOnlyList<CheckReport> Checks)
{
    [JsonIgnore]
    public bool IsReady => Status != HealthStatus.Unhealthy;
}

/// <param name="Name"><c>tables</c>, <c>blobs</c>, <c>queues</c>, <c>engine</c> or <c>languages</c>.</param>
/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</param>
/// <param name="Milliseconds">How long the check took.</param>
/// <param name="Detail">A sentence; it contains no addresses and no secrets.</param>
public sealed record CheckReport(string Name, [property: JsonConverter(typeof(JsonStringEnumConverter<HealthStatus>))] HealthStatus Status,
    int Milliseconds, string Detail)
{
    internal static CheckReport Of(string name, HealthReportEntry entry) =>
        // If a check fails unexpectedly, the exception's message must not be exposed.
        new(name, entry.Status, (int)entry.Duration.TotalMilliseconds,
            entry.Exception is null ? entry.Description ?? "" : $"Failed: {entry.Exception.GetType().Name}. The app's log has more.");
}
