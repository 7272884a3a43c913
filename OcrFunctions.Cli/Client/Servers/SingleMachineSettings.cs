using System.Globalization;
using OcrFunctions.Pipeline.Configuration;

namespace OcrFunctions.Cli.Client.Servers;

/// <summary>
/// Settings of <c>host.json</c> adapted to one machine: it polls more often than billed storage calls would allow, and resumes the work of
/// a killed host sooner.
/// </summary>
internal static class SingleMachineSettings
{
    private const string Extensions = "AzureFunctionsJobHost:extensions:", Durable = Extensions + "durableTask:",
        Storage = Durable + "storageProvider:", Singleton = "AzureFunctionsJobHost:singleton:";

    private static readonly TimeSpan QueuePolling = TimeSpan.FromSeconds(0.4), TriggerPolling = TimeSpan.FromSeconds(2),
        Lease = TimeSpan.FromSeconds(15);

    /// <param name="hasOwnStorage">Whether the storage is this machine's own: a hub's partition count is fixed at creation, and another
    /// account's hub may be shared.</param>
    public static IReadOnlyDictionary<string, string?> Settings(bool hasOwnStorage) =>
        new Dictionary<string, string?>(PollingSettings(QueuePolling, TriggerPolling, hasOwnStorage))
        {
            // Blob receipts, timers and leases belong to it: with another one every blob would be triggered again.
            ["AzureFunctionsWebHost:hostId"] = "ocrfunctions-local",
            ["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] = "1073741824",
            // Event Grid does not reach a single machine, and nothing else is to call its webhook.
            ["AzureWebJobs:BlobCreatedEvent:Disabled"] = "true",
        };

    /// <summary>Those of a machine on an account that others may share, beside <see cref="Settings"/>.</summary>
    /// <param name="options">Its engine processes and its documents' window.</param>
    /// <param name="isJoining">Whether it joins others.</param>
    public static IReadOnlyDictionary<string, string?> OnSharedStorage(OcrOptions options, bool isJoining) =>
        new Dictionary<string, string?>(Settings(hasOwnStorage: false))
        {
            [Durable + "maxConcurrentActivityFunctions"] =
                options.ActivitiesOfOneMachine(isJoining).ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>Those of them that polling and leases need.</summary>
    /// <param name="queues">Longest interval between two polls of a queue of the task hub.</param>
    /// <param name="triggers">Longest interval between two polls of a queue of a trigger.</param>
    /// <param name="hasOwnStorage">Whether the storage is this machine's own.</param>
    public static Dictionary<string, string?> PollingSettings(TimeSpan queues, TimeSpan triggers, bool hasOwnStorage)
    {
        var settings = new Dictionary<string, string?>
        {
            [Storage + "maxQueuePollingInterval"] = Text(queues),
            [Storage + "workItemQueueVisibilityTimeout"] = Text(Lease),
            [Storage + "useAppLease"] = "false",
            [Extensions + "queues:maxPollingInterval"] = Text(triggers),
            [Singleton + "listenerLockPeriod"] = Text(Lease),
            [Singleton + "listenerLockRecoveryPollingInterval"] = Text(Lease),
        };
        if (hasOwnStorage)
            settings[Storage + "partitionCount"] = "1";
        return settings;
    }

    private static string Text(TimeSpan span) => span.ToString("c", CultureInfo.InvariantCulture);
}
