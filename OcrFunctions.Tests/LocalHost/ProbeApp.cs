using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.LocalHost.Recordings;

namespace OcrFunctions.Tests.LocalHost;

/// <summary>
/// The probe on one or more local hosts, which share a storage account, a task hub and the journal of what functions did.
/// </summary>
internal sealed class ProbeApp(string account) : IAsyncDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(90);

    private static readonly string[] OfItsOwn = [.. ProbeHost.Polling, ProbeHost.OwnTimer];

    private readonly string _journal = Directory.CreateTempSubdirectory("ocrfunctions-journal-").FullName;
    private readonly List<HostProcess> _hosts = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(100) };

    public HttpClient Http => _http;

    /// <summary>Every line that functions have logged, in the order of each process.</summary>
    public IReadOnlyList<string> Journal => [.. Directory.GetFiles(_journal).SelectMany(file => File.ReadAllText(file).Split('\n')[..^1])];

    /// <summary>Ids of the worker processes in the journal, each with its lines.</summary>
    public IReadOnlyDictionary<int, string[]> JournalByWorker =>
        Directory.GetFiles(_journal)
            .ToDictionary(file => int.Parse(Path.GetFileName(file), System.Globalization.CultureInfo.InvariantCulture),
                file => File.ReadAllText(file).Split('\n')[..^1]);

    /// <summary>Starts a host, with its timer only if requested.</summary>
    public Task<HostProcess> StartAsync(params (string Name, string Value)[] settings) => StartAsync(ProbeHost.Folder, settings);

    public async Task<HostProcess> StartAsync(string folder, params (string Name, string Value)[] settings)
    {
        HostProcess host = await HostProcess.StartAsync(folder, account, Settings(settings));
        _hosts.Add(host);
        return host;
    }

    /// <summary>Starts a host that fails to start.</summary>
    public Task<(int ExitCode, string Error)> RefusedAsync(string folder, params (string Name, string Value)[] settings) =>
        HostProcess.RefusedAsync(folder, account, Settings(settings));

    public async Task HoldAsync(HostProcess host, string id, int count, double seconds, int attempts = 1, bool stubborn = false)
    {
        using HttpResponseMessage response = await _http.PostAsync(
            new Uri(host.Address, $"api/holding/{id}"),
            JsonContent.Create(new { Count = count, Seconds = seconds, Attempts = attempts, Stubborn = stubborn }),
            TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {host.Said}");
    }

    /// <summary>Waits until functions have logged a line the given number of times.</summary>
    public Task UntilNotedAsync(string line, int count = 1) =>
        ProcessTable.Until(() => Journal.Count(one => one.StartsWith(line, StringComparison.Ordinal)) >= count, MaxWait,
            $"'{line}' noted {count} times");

    /// <summary>Waits until an orchestration ends.</summary>
    /// <returns>What it returned.</returns>
    public async Task<string[]> ResultAsync(HostProcess host, string id, TimeSpan? timeout = null) =>
        [.. (await UntilAsync(host, id, "Completed", timeout ?? MaxWait))["output"]!.AsArray().Select(part => (string)part!)];

    /// <summary>
    /// Waits until an orchestration's first turn is stored. Before that, its start is a message that a killed host keeps invisible to
    /// others for a minute.
    /// </summary>
    public Task RunningAsync(HostProcess host, string id) => UntilAsync(host, id, "Running", MaxWait);

    private async Task<JsonNode> UntilAsync(HostProcess host, string id, string status, TimeSpan timeout)
    {
        using var late = new CancellationTokenSource(timeout);
        while (true)
        {
            using HttpResponseMessage response =
                await _http.GetAsync(new Uri(host.Address, $"runtime/webhooks/durabletask/instances/{id}"),
                    TestContext.Current.CancellationToken);
            JsonNode instance = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            if ((string?)instance["runtimeStatus"] == status)
                return instance;
            Assert.False(late.IsCancellationRequested, $"{id} is not {status}: {instance.ToJsonString()}\n{host.Said}");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Gets the id of the worker process.</summary>
    public async Task<int> PingAsync(HostProcess host) =>
        await _http.GetFromJsonAsync<int>(new Uri(host.Address, "api/ping"), TestContext.Current.CancellationToken);

    /// <summary>Retries as long as the response says so.</summary>
    public async Task<int> PingUntilServedAsync(HostProcess host)
    {
        using var late = new CancellationTokenSource(MaxWait);
        while (true)
        {
            using HttpResponseMessage answer = await GetAsync(host, "api/ping");
            if (answer.Headers.RetryAfter is null)
                return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<int>(TestContext.Current.CancellationToken);
            Assert.False(late.IsCancellationRequested, $"Not served. {host.Said}");
        }
    }

    public Task<HttpResponseMessage> GetAsync(HostProcess host, string path) =>
        _http.GetAsync(new Uri(host.Address, path), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (HostProcess host in _hosts)
            await host.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_journal, recursive: true);
    }

    private Dictionary<string, string> Settings((string Name, string Value)[] settings)
    {
        var all = OfItsOwn.ToDictionary(name => $"AzureWebJobs.{name}.Disabled", _ => "true");
        all["PROBE_JOURNAL"] = _journal;
        foreach ((string name, string value) in settings)
            all[name] = value;
        return all;
    }
}
