using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost;

namespace OcrFunctions.Tests.EmbeddedHost.Hosting;

/// <summary>An app of a few function classes, run through its entry point on the embedded host at a free port.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly string _folder;

    private TestApp(EmbeddedApp app, Seen seen, LogLines log, string folder)
    {
        App = app;
        Seen = seen;
        Log = log;
        _folder = folder;
        Http = new HttpClient { BaseAddress = app.BaseAddress };
    }

    public EmbeddedApp App { get; }

    public HttpClient Http { get; }

    /// <summary>What the functions noted.</summary>
    public Seen Seen { get; }

    public LogLines Log { get; }

    /// <param name="functions">The classes that make the app.</param>
    /// <param name="settings">Settings of the app.</param>
    /// <param name="hostJson">Text of its host.json; none by default.</param>
    /// <param name="localSettings">Text of its local.settings.json; none by default.</param>
    /// <param name="build">What the app's entry point adds to the builder.</param>
    public static async Task<TestApp> StartAsync(
        Type[] functions, Dictionary<string, string?>? settings = null, string? hostJson = null, string? localSettings = null,
        Action<FunctionsApplicationBuilder>? build = null, int port = 0)
    {
        string folder = Directory.CreateTempSubdirectory("ocrfunctions-app-").FullName;
        if (hostJson is not null)
            await File.WriteAllTextAsync(Path.Combine(folder, "host.json"), hostJson);
        if (localSettings is not null)
            await File.WriteAllTextAsync(Path.Combine(folder, "local.settings.json"), localSettings);
        var seen = new Seen();
        var log = new LogLines();
        var options = new EmbeddedHostOptions
        {
            Port = port,
            ContentRoot = folder,
            Settings = settings ?? [],
            FunctionTypes = functions,
            Configure = builder =>
            {
                builder.Services.AddSingleton(seen);
                builder.Logging.ClearProviders().AddProvider(log);
            },
        };
        try
        {
            return new TestApp(await EmbeddedApp.StartAsync(Main, options, TestContext.Current.CancellationToken), seen, log, folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }

        async Task Main(string[] args)
        {
            FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
            builder.ConfigureFunctionsWebApplication();
            build?.Invoke(builder);
            await builder.Build().RunAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        await App.Completion;
    }
}
