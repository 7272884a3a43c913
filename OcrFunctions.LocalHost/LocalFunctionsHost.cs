using System.Diagnostics;
using Microsoft.Azure.WebJobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OcrFunctions.LocalHost.Configuration;
using OcrFunctions.LocalHost.Functions;
using OcrFunctions.LocalHost.Http;
using OcrFunctions.LocalHost.Logging;
using OcrFunctions.LocalHost.Timers;
using OcrFunctions.LocalHost.WebJobs;
using OcrFunctions.LocalHost.Worker;
using OcrFunctions.StorageConnections;

namespace OcrFunctions.LocalHost;

/// <summary>A Functions host for one app on this machine: the app as a child process, triggered by the WebJobs SDK and over HTTP.</summary>
public sealed class LocalFunctionsHost : IAsyncDisposable
{
    /// <summary>Time for requests and timers in flight when the host stops.</summary>
    private static readonly TimeSpan RequestGrace = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Least time for the worker to shut down gracefully, and the time within which the whole host stops: the worker has what is left of
    /// that.
    /// </summary>
    private static readonly TimeSpan WorkerGrace = TimeSpan.FromSeconds(1), StopTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Time for the triggers to stop, if storage answers late. The Durable extension waits ten minutes for an account that cannot be
    /// reached. What is not released then becomes visible to other hosts by its time-out.
    /// </summary>
    private static readonly TimeSpan TriggerTimeout = TimeSpan.FromSeconds(10);

    private readonly ILoggerFactory _loggers;
    private readonly WorkerSupervisor _workers;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private WorkerServer? _server;
    private HttpServer? _http;
    private IHost? _jobHost;
    private TimerListeners? _timers;
    private Task? _stopped;
    private bool _triggersStopped = true;

    private LocalFunctionsHost(IConfiguration configuration, ILoggerFactory loggers, WorkerSupervisor workers)
    {
        Configuration = configuration;
        _loggers = loggers;
        _workers = workers;
    }

    /// <summary>Where the host listens, such as <c>http://127.0.0.1:7071/</c>, with the actual port.</summary>
    public Uri BaseAddress => _http!.Address;

    /// <summary>The host's configuration, by the names of the app's settings.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>Process id of the worker; null while there is none.</summary>
    public int? WorkerProcessId => _workers.ProcessId;

    /// <summary>Completes when the host has stopped; fails when its worker ended and could not be replaced.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Starts the app, and returns once its triggers run and requests are answered.</summary>
    /// <param name="options">What to run, and where.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="InvalidOperationException">The app, a function, a setting, the storage account or the port cannot be used; the
    /// message says why.</exception>
    public static async Task<LocalFunctionsHost> StartAsync(LocalHostOptions options, CancellationToken cancellationToken = default)
    {
        options = options with { AppFolder = Path.GetFullPath(options.AppFolder) };
        IConfiguration configuration = HostConfiguration.Read(options);
        ILoggerFactory loggers = HostLogging.Create(configuration, options);
        var host = new LocalFunctionsHost(configuration, loggers,
            new WorkerSupervisor(options, [.. HostConfiguration.WorkerVariables(options)], TimeProvider.System, loggers));
        try
        {
            await host.StartPartsAsync(options, cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Stops gracefully: requests and timers first, then the other triggers, whose calls in flight are canceled and released, then the
    /// worker ends.
    /// </summary>
    public Task StopAsync()
    {
        lock (_gate)
            return _stopped ??= Task.Run(StopInOrderAsync);
    }

    /// <summary>Stops the host.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _workers.DisposeAsync();
        _timers?.Dispose();
        // It would wait for the same storage.
        if (_triggersStopped)
            _jobHost?.Dispose();
        _loggers.Dispose();
    }

    private async Task StartPartsAsync(LocalHostOptions options, CancellationToken cancellationToken)
    {
        var settings = new HostSettings(Configuration);
        HttpServer.CheckAddress(options, settings);
        string hostId = settings.HostId(Path.GetFileNameWithoutExtension(WorkerProcess.AppAssembly(options.AppFolder)));
        _server = await WorkerServer.StartAsync(_workers, _loggers, cancellationToken);
        FunctionDefinition[] functions =
            [.. (await StartWorkerAsync(settings, cancellationToken)).Where(function => !settings.IsDisabled(function.Name))];

        var invoker = new FunctionInvoker(_workers);
        ILookup<bool, FunctionDefinition> byHttp = functions.ToLookup(function => function.Trigger.Is(BindingTypes.HttpTrigger));
        ILookup<bool, FunctionDefinition> byTimer = byHttp[false].ToLookup(function => function.Trigger.Is(BindingTypes.TimerTrigger));
        WebhookProvider? webhooks = null;
        _http = await HttpServer.StartAsync(options, settings, _workers, invoker, byHttp[true], () => webhooks, _ready.Task, _loggers,
            cancellationToken);

        webhooks = new WebhookProvider(_http.Address, settings.FunctionKey);
        var type = new JobFunctionType(byTimer[false], settings, new JobFunctionCalls(byTimer[false], invoker).HandleAsync);
        IConfiguration jobs = await TaskHubPartitions.AdoptAsync(Configuration, TimeProvider.System, _loggers, cancellationToken);
        _jobHost = JobHostBuilder.Build(jobs, settings, hostId, type, webhooks, _workers, _loggers);
        await _jobHost.StartAsync(cancellationToken);
        await _jobHost.Services.GetRequiredService<IJobHost>()
            .CallAsync(JobFunctionType.DurableClientProbe, new Dictionary<string, object>(), cancellationToken: cancellationToken);
        _timers = new TimerListeners(_jobHost.Services, byTimer[true], settings, hostId, invoker, _workers, TimeProvider.System, _loggers);
        _timers.Start();
        _ready.TrySetResult();
        Completion = CompleteAsync();
        _loggers.CreateLogger<LocalFunctionsHost>().Listening(_http.Address, functions.Length);
    }

    /// <summary>
    /// Starts the worker, and checks meanwhile that the storage accounts can be used: their clients repeat failed calls for a long time.
    /// </summary>
    private async Task<IReadOnlyList<FunctionDefinition>> StartWorkerAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        StorageConnection[] accounts = [.. settings.StorageConnections.Select(name => StorageConnection.Read(Configuration, name))];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task checking = Task.WhenAll(accounts.Select(account => StorageFailure.CheckAsync(account, stop.Token)));
        Task<IReadOnlyList<FunctionDefinition>> starting = _workers.StartAsync(_server!.Address, stop.Token);
        try
        {
            // First: an app that fails at its start may do so because of storage.
            await checking;
            return await starting;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(checking, starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CompleteAsync()
    {
        Task ended = await Task.WhenAny(_workers.Failed, _http!.Stopped);
        await StopAsync();
        await ended;
    }

    private async Task StopInOrderAsync()
    {
        var stopwatch = Stopwatch.StartNew();
        await Task.WhenAll(_http?.StopAsync(RequestGrace) ?? Task.CompletedTask, _timers?.StopAsync(RequestGrace) ?? Task.CompletedTask);
        await StopTriggersAsync();
        TimeSpan left = StopTimeout - stopwatch.Elapsed;
        await _workers.StopAsync(left > WorkerGrace ? left : WorkerGrace);
        if (_server is not null)
            await _server.StopAsync();
    }

    private async Task StopTriggersAsync()
    {
        if (_jobHost is null)
            return;
        try
        {
            await _jobHost.StopAsync().WaitAsync(TriggerTimeout);
        }
        catch (TimeoutException)
        {
            _triggersStopped = false;
            _loggers.CreateLogger<LocalFunctionsHost>().TriggersNotStopped(TriggerTimeout.TotalSeconds);
        }
        catch (InvalidOperationException e)
        {
            // Two blob triggers share a listener in the SDK, and may both stop its timer. The worker is still to be stopped.
            _triggersStopped = false;
            _loggers.CreateLogger<LocalFunctionsHost>().TriggerStoppedTwice(e.Message);
        }
    }
}

internal static partial class LocalFunctionsHostLog
{
    [LoggerMessage(LogLevel.Information, "Listening on {Address} with {Count} functions")]
    public static partial void Listening(this ILogger logger, Uri address, int count);

    [LoggerMessage(LogLevel.Warning,
        "Triggers did not stop within {Seconds} seconds, probably because storage does not answer. What was in hand is repeated later.")]
    public static partial void TriggersNotStopped(this ILogger logger, double seconds);

    [LoggerMessage(LogLevel.Information, "A trigger had been stopped before: {Message}")]
    public static partial void TriggerStoppedTwice(this ILogger logger, string message);
}
