using System.Text.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <summary>The recorded functions on the local host, with the task hub and the host id of the recordings.</summary>
internal sealed class ProbeHost : IAsyncDisposable
{
    /// <summary>The probe's timer that belongs to no recording.</summary>
    public const string OwnTimer = "Beat";

    /// <summary>Recorded functions that are triggered by blobs, queues and the clock.</summary>
    public static readonly string[] Polling =
        ["BlobIn", "BlobExt", "BlobDir", "BlobBad", "BlobTwoA", "BlobTwoB", "BlobText", "QueuePage", "QueueText", "QueueBad", "Tick",
            "TickFast"];

    private readonly string _folder = Directory.CreateTempSubdirectory("ocrfunctions-probe-").FullName;
    private readonly bool _polls;
    private HostProcess? _process;

    private ProbeHost(string account, bool polls) => (Account, _polls) = (account, polls);

    /// <summary>Build output of the app.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "probe");

    public HostProcess Process => _process!;

    /// <summary>Connection string of its storage.</summary>
    public string Account { get; }

    public RawHttp Http { get; private set; } = null!;

    /// <summary>Everything that its functions have logged so far, before and after restarts.</summary>
    public IReadOnlyList<JsonNode> Seen => File.Exists(Notes) ? [.. File.ReadAllText(Notes).Split('\n')[..^1].Select(Note)] : [];

    private string Notes => Path.Combine(_folder, "notes");

    /// <param name="account">Connection string of its storage.</param>
    /// <param name="polls">Whether blob, queue and timer functions are enabled.</param>
    public static async Task<ProbeHost> StartAsync(string account, bool polls = false)
    {
        var host = new ProbeHost(account, polls);
        await host.StartAsync("probehost2");
        return host;
    }

    /// <param name="hostId">What receipts and timer states belong to.</param>
    public async Task StartAsync(string hostId)
    {
        // Some recorded requests name another host.
        var settings = new Dictionary<string, string>
        {
            ["AzureFunctionsWebHost:hostId"] = hostId,
            ["PROBE_LOG"] = Notes,
            ["AllowedHosts"] = "*",
        };
        foreach (string name in _polls ? [OwnTimer] : Polling.Append(OwnTimer))
            settings[$"AzureWebJobs.{name}.Disabled"] = "true";
        _process = await HostProcess.StartAsync(Folder, Account, settings);
        Http = new RawHttp(Process.Address);
    }

    /// <summary>Restarts it after a kill.</summary>
    public async Task StartAgainAsync()
    {
        Http.Dispose();
        await Process.StartAgainAsync();
        Http = new RawHttp(Process.Address);
    }

    public async Task StopAsync()
    {
        Http.Dispose();
        await Process.StopAsync();
        await Process.DisposeAsync();
    }

    /// <summary>
    /// Recordings show notes as the probe's HTTP function returned them: names in camel case, those of a dictionary unchanged.
    /// </summary>
    private static JsonNode Note(string line)
    {
        JsonObject note = JsonNode.Parse(line)!.AsObject();
        note["data"] = Camel(note["data"]);
        return note;
    }

    private static JsonNode? Camel(JsonNode? node) => node switch
    {
        JsonObject o =>
            new JsonObject(
                o.Select(p =>
                    KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(p.Key),
                        p.Key == "data" ? p.Value?.DeepClone() : Camel(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Camel)]),
        _ => node?.DeepClone(),
    };

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
