using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OcrFunctions.EmbeddedHost.Hosting;

namespace OcrFunctions.EmbeddedHost;

/// <summary>A Functions app running on the embedded host in this process.</summary>
public sealed class EmbeddedApp : IAsyncDisposable
{
    private readonly AppStart _start;

    private EmbeddedApp(AppStart start, IHost host, Task completion)
    {
        _start = start;
        BaseAddress = host.Services.GetRequiredService<HostAddress>().Uri;
        Services = host.Services;
        Completion = completion;
    }

    /// <summary>Where the app listens, such as <c>http://127.0.0.1:7071/</c>, with the port that was really taken.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The app's root container.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Ends when the app's entry point has returned; carries its exception.</summary>
    public Task Completion { get; }

    /// <summary>Runs the app's entry point and returns once it listens and its triggers run.</summary>
    /// <param name="main">The app's own <c>Main</c>, unchanged.</param>
    /// <param name="options">What to decide for it.</param>
    /// <param name="cancellationToken">Gives up waiting and stops the app.</param>
    /// <exception cref="InvalidOperationException">The port is taken, a function or a setting is wrong, or the entry point returned early.</exception>
    public static async Task<EmbeddedApp> StartAsync(Func<string[], Task> main, EmbeddedHostOptions options, CancellationToken cancellationToken = default)
    {
        var start = new AppStart(options, main.Method.Module.Assembly);
        Task completion = start.RunAsync(main);
        try
        {
            await Task.WhenAny(start.Started, completion).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            start.RequestStop();
            await completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        if (start.Started.IsCompletedSuccessfully)
            return new EmbeddedApp(start, await start.Started, completion);
        try
        {
            await completion;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new InvalidOperationException(
                $"Port {options.Port} of 127.0.0.1 is taken: another program, or this app a second time, listens there. Stop it or choose another port.", e);
        }

        throw new InvalidOperationException("The app's entry point returned before its host was running: it has to build and run a Functions application.");
    }

    /// <summary>Stops gracefully: work in flight ends or is given back.</summary>
    /// <param name="cancellationToken">Gives up waiting; the app goes on stopping.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (!Completion.IsCompleted)
            _start.RequestStop();
        await Completion.WaitAsync(cancellationToken);
    }

    /// <summary>Stops the app; what its entry point threw stays in <see cref="Completion"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Completion.IsCompleted)
            _start.RequestStop();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
