using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OcrFunctions.LocalHost.Configuration;
using OcrFunctions.LocalHost.Functions;
using OcrFunctions.LocalHost.Worker;

namespace OcrFunctions.LocalHost.Timers;

/// <summary>The timers of an app. They use the WebJobs host's leases and storage clients.</summary>
internal sealed class TimerListeners : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<TimerListener> _listeners = [];
    private Task _running = Task.CompletedTask;

    /// <exception cref="InvalidOperationException">A schedule is not valid, or the storage account of the host is missing.</exception>
    public TimerListeners(IServiceProvider jobHost, IEnumerable<FunctionDefinition> timers, HostSettings settings, string hostId,
        FunctionInvoker invoker, WorkerSupervisor workers, TimeProvider time, ILoggerFactory loggers)
    {
        foreach (FunctionDefinition function in timers)
        {
            TimerSchedule schedule = TimerSchedule.Parse(settings.Expand(function.Trigger.Text("schedule")!, function.Name), function.Name);
            if (!jobHost.GetRequiredService<IAzureBlobStorageProvider>().TryCreateHostingBlobContainerClient(out var hosts))
                throw new InvalidOperationException(
                    "The setting AzureWebJobsStorage is missing: timers keep their status in that storage account.");
            bool isMonitored =
                function.Trigger.Flag("useMonitor", missing: true) && schedule.CanBeMonitored(time.GetUtcNow(), time.LocalTimeZone);
            var timeout = new CallTimeout(settings, workers, time);
            _listeners.Add(new TimerListener(
                function, schedule, $"{hostId}/Host.Functions.{function.Name}.Listener",
                isMonitored ? new TimerStatusStore(hosts, hostId, function.Name) : null,
                jobHost.GetRequiredService<IDistributedLockManager>(), jobHost.GetRequiredService<IOptions<SingletonOptions>>().Value,
                invoker, timeout, time, loggers.CreateLogger<TimerListener>()));
        }
    }

    public void Start() => _running = Task.WhenAll(_listeners.Select(listener => Task.Run(() => listener.RunAsync(_stopping.Token))));

    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        await Task.WhenAny(_running, Task.Delay(grace));
    }

    public void Dispose() => _stopping.Dispose();
}
