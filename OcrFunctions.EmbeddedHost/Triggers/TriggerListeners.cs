using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Configuration;
using OcrFunctions.EmbeddedHost.Functions;
using OcrFunctions.EmbeddedHost.Logging;
using OcrFunctions.EmbeddedHost.Triggers.Blobs;
using OcrFunctions.EmbeddedHost.Triggers.Queues;
using OcrFunctions.EmbeddedHost.Triggers.Timers;

namespace OcrFunctions.EmbeddedHost.Triggers;

/// <summary>Makes the listeners that an app's triggers need.</summary>
internal sealed class TriggerListeners(
    FunctionCatalogue catalogue, FunctionInvoker invoker, AppSettings settings, HostSettings host, HostIdentity identity, WakeUp wakeUp, TimeProvider time, ILoggerFactory loggers)
{
    private const string HostsContainer = "azure-webjobs-hosts";

    private static readonly TimeSpan ShortestBlobPause = TimeSpan.FromSeconds(0.5), LongestBlobPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestQueuePause = TimeSpan.FromMilliseconds(100);

    private readonly ILogger _logger = loggers.CreateLogger(HostLogging.Category);

    public IReadOnlyList<ITriggerListener> Create() => [.. Blobs(), .. Queues(), .. Timers()];

    /// <summary>One listing serves all functions of a container.</summary>
    private IEnumerable<ITriggerListener> Blobs()
    {
        var slots = new SemaphoreSlim(host.Blobs.MaxDegreeOfParallelism);
        foreach (var group in catalogue.WithTrigger<BlobTrigger>().GroupBy(f => (f.Trigger.ConnectionString, f.Trigger.Path.Container)))
        {
            var container = new BlobContainerClient(group.Key.ConnectionString, group.Key.Container);
            BlobContainerClient hosts = Hosts($"Function '{group.First().Function.Name}'");
            var receipts = new BlobReceipts(hosts, identity.HostId);
            var poison = new BlobPoison(new QueueClient(group.Key.ConnectionString, BlobPoison.QueueName));
            BlobFunction[] functions =
            [
                .. group.Select(f => new BlobFunction(
                    f.Function, f.Trigger.Path, container, receipts, poison, host.Blobs.PoisonThreshold, invoker, time, _logger)),
            ];
            yield return new BlobListener(container, hosts, poison, functions, slots, new CallTracker(_logger), Loop);
        }

        PollingLoop Loop(BlobListener listener) =>
            new($"the container {listener.Container}", listener.LookAsync, ShortestBlobPause, LongestBlobPause, wakeUp, time, _logger);
    }

    private IEnumerable<ITriggerListener> Queues()
    {
        return catalogue.WithTrigger<QueueTrigger>().Select(f => new QueueListener(
            f.Function, new QueueClient(f.Trigger.ConnectionString, f.Trigger.Queue), new QueueClient(f.Trigger.ConnectionString, f.Trigger.Queue + "-poison"),
            host.Queues, invoker, new CallTracker(_logger), Loop, time, _logger));

        PollingLoop Loop(QueueListener listener) =>
            new($"the queue {listener.Queue}", listener.LookAsync, ShortestQueuePause, host.Queues.MaxPollingInterval, wakeUp, time, _logger);
    }

    private IEnumerable<ITriggerListener> Timers() => catalogue.WithTrigger<TimerTrigger>().Select(f =>
    {
        bool kept = f.Trigger.UseMonitor && f.Trigger.Schedule.IsMonitored(time.GetUtcNow(), time.LocalTimeZone);
        TimerState? state = kept ? new TimerState(Hosts($"Function '{f.Function.Name}'"), identity.HostId, f.Function.StorageId) : null;
        return new TimerListener(f.Function, f.Trigger, state, invoker, time, new CallTracker(_logger), _logger);
    });

    private BlobContainerClient Hosts(string what) => new(settings.ConnectionString(null, what), HostsContainer);
}
