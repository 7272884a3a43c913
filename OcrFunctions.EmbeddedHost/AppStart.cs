using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OcrFunctions.EmbeddedHost;

/// <summary>
/// One start of an app. Carried by the flow of execution into the app's entry point, so that the builder it makes there
/// finds its options, and several apps can start in one process at the same time.
/// </summary>
internal sealed class AppStart(EmbeddedHostOptions options, Assembly functions)
{
    private static readonly AsyncLocal<AppStart?> Ambient = new();
    private readonly TaskCompletionSource<IHost> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IHost? _host;
    private volatile bool _stopRequested;

    public static AppStart? Current => Ambient.Value;

    public EmbeddedHostOptions Options { get; } = options;

    public Assembly Functions { get; } = options.FunctionsAssembly ?? functions;

    /// <summary>The host, once its triggers run and it listens.</summary>
    public Task<IHost> Started => _started.Task;

    /// <summary>For a program that is the app itself.</summary>
    public static AppStart OfEntryAssembly() => new(
        new EmbeddedHostOptions(), Assembly.GetEntryAssembly() ?? throw new InvalidOperationException("There is no entry assembly to take the functions from."));

    /// <summary>Runs the entry point on a thread of its own, for it may block in <c>Run()</c>.</summary>
    public Task RunAsync(Func<string[], Task> main) => Task.Run(async () =>
    {
        Ambient.Value = this;
        await main([]);
    });

    /// <exception cref="InvalidOperationException">The entry point builds a second host.</exception>
    public void Built(IHost host)
    {
        if (Interlocked.CompareExchange(ref _host, host, null) is not null)
            throw new InvalidOperationException("The app's entry point built a second Functions host; one is all that a start has.");
        if (_stopRequested)
            StopNow(host);
    }

    public void Running() => _started.TrySetResult(_host!);

    /// <summary>Asks the app to end, at once or as soon as its host is built.</summary>
    public void RequestStop()
    {
        _stopRequested = true;
        if (Volatile.Read(ref _host) is { } host)
            StopNow(host);
    }

    private static void StopNow(IHost host)
    {
        try
        {
            host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself in the meantime.
        }
    }
}
