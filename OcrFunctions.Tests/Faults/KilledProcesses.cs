using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Faults;

/// <summary>A scan whose processes are killed in the middle: every page is read, and none stands twice in the tables.</summary>
public abstract class KilledProcesses(AzuriteFixture azurite)
{
    private const int Pages = 40;

    /// <summary>Pages that can be in hand when something is killed: two lanes with half of the document's window each.</summary>
    private static readonly int MaxInHand = 2 * Environment.ProcessorCount + 2;

    private readonly ConcurrentDictionary<int, int> _read = new();

    private protected Task<AppHarness> StartAsync(string? account = null) =>
        AppHarness.StartAsync(azurite, Engine(), account, settings: new() { ["Ocr:ReconcileAfterSeconds"] = "5" }, port: FreePort.Find());

    private ScriptedEngine Engine() => new()
    {
        Pages = Pages,
        OnPage = async (work, stop) =>
        {
            await Task.Delay(200, stop);
            _read.AddOrUpdate(work.Page, 1, (_, n) => n + 1);
        },
    };

    private protected async Task<string> HalfReadAsync(AppHarness app)
    {
        string id = (string)(await app.PostAsync([1, 2, 3]))["id"]!;
        await AppHarness.UntilAsync(() => Task.FromResult(_read.Count >= Pages / 3), "a third of the pages is read");
        Assert.True(_read.Count < Pages, "The document was read before anything was killed: it proves too little.");
        return id;
    }

    private protected async Task AssertWholeAsync(AppHarness app, string id)
    {
        // What a killed process had in memory comes back when its visibility time-out of a minute has passed.
        JsonObject document = await app.EndAsync(id, TimeSpan.FromMinutes(2));
        Assert.Equal(("Succeeded", Pages, 0),
            ((string)document["status"]!, (int)document["progress"]!["pagesDone"]!, (int)document["progress"]!["pagesFailed"]!));
        List<PageRow> rows = await app.PagesAsync(id);
        Assert.Equal(Enumerable.Range(1, Pages), rows.Select(row => row.Page));
        Assert.All(rows, row => Assert.Equal((PageStatus.Succeeded, 0), (row.GetStatus(), row.EngineDeaths)));
        int again = _read.Values.Sum() - Pages;
        TestContext.Current.SendDiagnosticMessage($"{again} pages were read again");
        Assert.InRange(again, 0, 2 * MaxInHand);
    }
}
