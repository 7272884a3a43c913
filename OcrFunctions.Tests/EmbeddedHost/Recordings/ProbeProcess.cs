using System.Text.Json.Nodes;
using OcrFunctions.Tests.Faults.Fixtures;

namespace OcrFunctions.Tests.EmbeddedHost.Recordings;

/// <summary>The probe in a process of its own, to be killed and started again.</summary>
internal sealed class ProbeProcess : IProbeHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _account;
    private readonly string _folder = Directory.CreateTempSubdirectory("ocrfunctions-probe-").FullName;
    private CrashTarget _target;

    private ProbeProcess(string account)
    {
        _account = account;
        Probe.Get().Save(Path.Combine(_folder, "Probe.dll"));
        _target = Start();
        Http = null!;
    }

    public RawHttp Http { get; private set; }

    public CrashTarget Target => _target;

    private string Notes => Path.Combine(_folder, "notes");

    public static async Task<ProbeProcess> StartAsync(string account)
    {
        var process = new ProbeProcess(account);
        process.Http = new RawHttp(await process._target.ReadyAsync(Patience));
        return process;
    }

    /// <summary>A new process in place of one that has ended.</summary>
    public async Task StartAgainAsync()
    {
        _target.Dispose();
        Http.Dispose();
        _target = Start();
        Http = new RawHttp(await _target.ReadyAsync(Patience));
    }

    public Task<IReadOnlyList<JsonNode>> SeenAsync() =>
        Task.FromResult<IReadOnlyList<JsonNode>>(File.Exists(Notes) ? [.. File.ReadAllLines(Notes).Select(line => JsonNode.Parse(line)!)] : []);

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        _target.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private CrashTarget Start()
    {
        List<(string, string)> settings = [("AzureFunctionsJobHost__extensions__durableTask__hubName", "ProbeHub"), ("PROBE_LOG", Notes)];
        settings.AddRange(ProbeApp.Polling.Select(name => ($"AzureWebJobs__{name}__Disabled", "true")));
        return CrashTarget.Start(_account, [Path.Combine(_folder, "journal"), Path.Combine(_folder, "Probe.dll")], [.. settings]);
    }
}
