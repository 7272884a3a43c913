using System.Text.Json.Nodes;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

public sealed class LiveProgressTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_list_with_live_progress_has_the_progress_of_running_documents()
    {
        var gate = new TaskCompletionSource();
        var engine =
            new ScriptedEngine { Pages = 3, OnPage = (work, stop) => work.Page == 1 ? Task.CompletedTask : gate.Task.WaitAsync(stop) };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine, settings: new() { ["Ocr:EngineProcesses"] = "3" });
        string id = (string)(await app.PostAsync([1]))["id"]!;

        await AppHarness.UntilAsync(async () => (int)(await FirstAsync("?live=true"))["progress"]!["pagesDone"]! == 1, "a page is done");
        JsonObject live = await FirstAsync("?live=true"), still = await FirstAsync("");
        gate.SetResult();
        await app.EndAsync(id);

        Assert.Equal(("Running", 3, 33),
            ((string?)live["status"], (int)live["progress"]!["pagesTotal"]!, (int)live["progress"]!["percent"]!));
        Assert.Equal(0, (int)still["progress"]!["pagesDone"]!);
        // The list is updated after the document.
        await AppHarness.UntilAsync(async () => (int)(await FirstAsync("?live=true"))["progress"]!["percent"]! == 100,
            "the list has all pages");

        async Task<JsonObject> FirstAsync(string query) => (await app.GetAsync("api/documents" + query))["value"]![0]!.AsObject();
    }
}
