using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OcrFunctions.Pipeline.Health;

/// <summary>The checks that make up readiness.</summary>
internal static class ReadinessServices
{
    public const string Tag = "ready";

    /// <summary>Longest wait for a storage service, and for the engine, which may have to start.</summary>
    private static readonly TimeSpan StorageTimeout = TimeSpan.FromSeconds(5), EngineTimeout = TimeSpan.FromSeconds(20);

    public static void AddReadiness(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<TablesCheck>("tables", tags: [Tag], timeout: StorageTimeout)
            .AddCheck<BlobsCheck>("blobs", tags: [Tag], timeout: StorageTimeout)
            .AddCheck<QueuesCheck>("queues", tags: [Tag], timeout: StorageTimeout)
            .AddCheck<EngineCheck>("engine", tags: [Tag], timeout: EngineTimeout)
            .AddCheck<LanguagesCheck>("languages", tags: [Tag], timeout: EngineTimeout);
        services.TryAddSingleton<Readiness>();
    }
}
