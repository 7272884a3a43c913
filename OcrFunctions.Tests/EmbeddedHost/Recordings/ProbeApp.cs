using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost;
using OcrFunctions.Tests.EmbeddedHost.Hosting;

namespace OcrFunctions.Tests.EmbeddedHost.Recordings;

/// <summary>The probe as an app in this process, with the task hub and the host id of the recordings.</summary>
internal sealed class ProbeApp : IProbeHost
{
    public static readonly string[] Polling = ["BlobIn", "BlobExt", "BlobDir", "BlobBad", "BlobTwoA", "BlobTwoB", "BlobText", "QueuePage", "QueueText", "QueueBad", "Tick", "TickFast"];

    private readonly string _folder = Directory.CreateTempSubdirectory("ocrfunctions-probe-").FullName;
    private readonly List<JsonNode> _seen = [];
    private readonly SemaphoreSlim _taking = new(1);
    private readonly bool _polls;
    private EmbeddedApp? _app;

    private ProbeApp(string account, bool polls) => (Account, _polls) = (account, polls);

    public EmbeddedApp App => _app!;

    /// <summary>Connection string of its storage.</summary>
    public string Account { get; }

    /// <summary>What was noted and taken so far, also while it is stopped.</summary>
    public IReadOnlyList<JsonNode> Seen => [.. _seen];

    public LogLines Log { get; } = new();

    public RawHttp Http { get; private set; } = null!;

    /// <param name="account">Connection string of its storage.</param>
    /// <param name="polls">Whether blob, queue and timer functions are switched on.</param>
    public static async Task<ProbeApp> StartAsync(string account, bool polls = false)
    {
        var app = new ProbeApp(account, polls);
        await File.WriteAllTextAsync(Path.Combine(app._folder, "host.json"), """{ "version": "2.0", "extensions": { "durableTask": { "hubName": "ProbeHub" } } }""");
        await app.StartAsync("probehost2");
        return app;
    }

    public async Task StopAsync()
    {
        await SeenAsync();
        Http.Dispose();
        await App.DisposeAsync();
        await App.Completion;
    }

    /// <param name="hostId">What receipts and timer states belong to.</param>
    public async Task StartAsync(string hostId)
    {
        var settings = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = Account, ["AzureFunctionsWebHost__hostId"] = hostId };
        foreach (string name in _polls ? [] : Polling)
            settings[$"AzureWebJobs.{name}.Disabled"] = "true";
        var options = new EmbeddedHostOptions
        {
            Port = 0,
            ContentRoot = _folder,
            Settings = settings,
            FunctionTypes = Probe.Get().Load().GetExportedTypes(),
            Configure = builder => builder.Logging.ClearProviders().AddProvider(Log),
        };
        _app = await EmbeddedApp.StartAsync(MainAsync, options);
        Http = new RawHttp(_app.BaseAddress);
    }

    public async Task<IReadOnlyList<JsonNode>> SeenAsync()
    {
        await _taking.WaitAsync();
        try
        {
            _seen.AddRange(JsonNode.Parse((string)(await Http.SendAsync("GET", "/api/seen", null))["body"]!)!.AsArray().Select(n => n!.DeepClone()));
            return [.. _seen];
        }
        finally
        {
            _taking.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _taking.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task MainAsync(string[] args)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        await builder.Build().RunAsync();
    }
}
