namespace OcrFunctions.EmbeddedHost;

/// <summary>A Functions app running on the embedded host in this process.</summary>
public sealed class EmbeddedApp : IAsyncDisposable
{
    private EmbeddedApp(Uri baseAddress, IServiceProvider services, Task completion)
    {
        BaseAddress = baseAddress;
        Services = services;
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
    public static Task<EmbeddedApp> StartAsync(Func<string[], Task> main, EmbeddedHostOptions options, CancellationToken cancellationToken = default) =>
        throw new PlatformNotSupportedException();

    /// <summary>Stops gracefully: work in flight ends or is given back.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => throw new PlatformNotSupportedException();

    public ValueTask DisposeAsync() => throw new PlatformNotSupportedException();
}
