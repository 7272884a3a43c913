using Microsoft.Extensions.Configuration;

namespace OcrFunctions.EmbeddedHost.Configuration;

/// <summary>Which entries of <c>host.json</c> have a meaning here.</summary>
internal static class HostJsonKeys
{
    public const string Durable = "extensions:durableTask:";

    /// <summary>A name that ends with a colon stands for everything below it.</summary>
    private static readonly string[] Used =
    [
        "version", "functionTimeout", "logging:logLevel:",
        "extensions:http:routePrefix",
        "extensions:queues:batchSize", "extensions:queues:newBatchThreshold", "extensions:queues:maxDequeueCount",
        "extensions:queues:visibilityTimeout", "extensions:queues:maxPollingInterval", "extensions:queues:messageEncoding",
        "extensions:blobs:maxDegreeOfParallelism", "extensions:blobs:poisonBlobThreshold",
        Durable + "hubName", Durable + "maxConcurrentActivityFunctions", Durable + "maxConcurrentOrchestratorFunctions",
        Durable + "storageProvider:type", Durable + "storageProvider:connectionName", Durable + "storageProvider:connectionStringName",
    ];

    /// <summary>They tune how the real host shares its work among machines; leaving them out changes no result on one.</summary>
    private static readonly string[] Tuning =
    [
        Durable + "tracing:", Durable + "extendedSessionsEnabled", Durable + "extendedSessionIdleTimeoutInSeconds", Durable + "useGracefulShutdown",
        Durable + "maxGrpcMessageSizeInBytes", Durable + "grpcHttpClientTimeout",
        Durable + "storageProvider:partitionCount", Durable + "storageProvider:controlQueueBatchSize", Durable + "storageProvider:controlQueueBufferThreshold",
        Durable + "storageProvider:controlQueueVisibilityTimeout", Durable + "storageProvider:workItemQueueVisibilityTimeout",
        Durable + "storageProvider:maxQueuePollingInterval", Durable + "storageProvider:useLegacyPartitionManagement",
        Durable + "storageProvider:useTablePartitionManagement", Durable + "storageProvider:fetchLargeMessagesAutomatically",
    ];

    /// <summary>Entries that are read by nobody.</summary>
    public static IReadOnlyList<string> Unused(IConfiguration hostJson) => [.. Entries(hostJson).Where(key => !Has(Used, key))];

    /// <summary>Durable entries that would change what an orchestration does and are not known here.</summary>
    public static IReadOnlyList<string> Refused(IConfiguration hostJson) =>
        [.. Unused(hostJson).Where(key => key.StartsWith(Durable, StringComparison.OrdinalIgnoreCase) && !Has(Tuning, key))];

    private static IEnumerable<string> Entries(IConfiguration hostJson) =>
        hostJson.AsEnumerable().Where(entry => entry.Value is not null).Select(entry => entry.Key).Order(StringComparer.OrdinalIgnoreCase);

    private static bool Has(string[] names, string key) => names.Any(name => name.EndsWith(':')
        ? key.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        : key.Equals(name, StringComparison.OrdinalIgnoreCase));
}
