using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Faults.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>An app with one document of four pages that is held in a phase of its work, and continues when released.</summary>
internal sealed class HeldDocument : IAsyncDisposable
{
    public const int Pages = 4;

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AzuriteFixture _azurite;
    private readonly Phase _phase;
    private StorageProxy _proxy = null!;
    private readonly ConcurrentQueue<string> _given = new();

    private HeldDocument(AzuriteFixture azurite, Phase phase) => (_azurite, _phase) = (azurite, phase);

    public AppHarness App { get; private set; } = null!;

    /// <summary>The 202 answer.</summary>
    public JsonObject Accepted { get; private set; } = null!;

    public string Id => (string)Accepted["id"]!;

    /// <summary>How often a page of the document was passed to the engine since the last call of <see cref="Forget"/>.</summary>
    public int Given => _given.Count(file => file == Id);

    public ScriptedEngine Engine { get; } = new() { Pages = Pages };

    /// <param name="azurite">Provides the account.</param>
    /// <param name="phase">Where it is held.</param>
    /// <param name="query">Options of the document, from <c>&amp;</c> on.</param>
    public static async Task<HeldDocument> StartAsync(AzuriteFixture azurite, Phase phase, string query = "")
    {
        var held = new HeldDocument(azurite, phase);
        held._proxy = await StorageProxy.StartAsync(azurite.NewAccount(), held.Hold);
        held.Engine.BeforeInspection = stop => phase is Phase.Inspecting or Phase.Queued ? held.HoldAsync(stop) : Task.CompletedTask;
        held.Engine.OnPage = async (work, stop) =>
        {
            held._given.Enqueue(Path.GetFileName(work.Path));
            if (phase == Phase.FanningOut && work.Page > 1)
                await held.HoldAsync(stop);
        };
        await held.StartAppAsync();
        if (phase == Phase.Queued)
        {
            // The only activity is kept busy by another document's inspection.
            await held.App.PostAsync([9, 9, 9], "name=before.tif");
            await held._reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        held.Accepted = await held.App.PostAsync([1, 2, 3], "name=scan.tif" + query);
        if (phase == Phase.FanningOut)
            await AppHarness.UntilAsync(async () => (await held.RowsAsync()).Contains(1), "the first page was read");
        await held._reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return held;
    }

    public void Release() => _released.TrySetResult();

    public void Forget() => _given.Clear();

    /// <summary>Ends the host in the middle of its work and starts another one.</summary>
    public async Task RestartAsync()
    {
        await App.DisposeAsync();
        Release();
        await StartAppAsync();
    }

    public async Task<DocumentRow> RowAsync() => (await App.Get<DocumentStore>().FindAsync(Id, AppHarness.Stop))!;

    /// <summary>Numbers of the pages that were read.</summary>
    public async Task<IReadOnlyList<int>> RowsAsync() =>
        [.. (await App.PagesAsync(Id)).Where(page => page.GetStatus() == OcrFunctions.Pipeline.Pages.PageStatus.Succeeded)
            .Select(page => page.Page)];

    /// <summary>No orchestration of the document goes on, and a look by the reconciler finds nothing to do.</summary>
    public async Task AssertNothingWorksAsync()
    {
        await AppHarness.UntilAsync(async () => await App.Runs.PurgeAsync(Id, force: false, AppHarness.Stop),
            "every orchestration of the document ended");
        DocumentRow row = await RowAsync();
        Assert.Equal(row.Run, row.AnnouncedRun);
        Assert.DoesNotContain(await App.PagesAsync(Id), page => page.Status == "Running");
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        await App.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    private async Task StartAppAsync()
    {
        // No page waits for an engine in use by another page.
        var settings = new Dictionary<string, string?> { ["Ocr:ReconcileAfterSeconds"] = "0", ["Ocr:EngineProcesses"] = $"{Pages}" };
        if (_phase == Phase.Queued)
            settings["AzureFunctionsJobHost:extensions:durableTask:maxConcurrentActivityFunctions"] = "1";
        App = await AppHarness.StartAsync(_azurite, Engine, _proxy.Account, settings);
    }

    private async Task HoldAsync(CancellationToken stop)
    {
        _reached.TrySetResult();
        await _released.Task.WaitAsync(stop);
    }

    private Fault Hold(HttpRequest request)
    {
        if (_phase != Phase.Finishing || _released.Task.IsCompleted || !HttpMethods.IsPut(request.Method)
            || !request.Path.Value!.EndsWith("/text.txt", StringComparison.Ordinal))
            return default;
        _reached.TrySetResult();
        return new Fault(FaultKind.Hold, Until: _released.Task);
    }
}
