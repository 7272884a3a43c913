using System.Text.Json.Nodes;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

public sealed class LiveProgressTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_list_that_is_asked_for_live_has_the_progress_of_what_runs()
    {
        var gate = new TaskCompletionSource();
        var engine = new ScriptedEngine { Pages = 3, OnPage = (work, stop) => work.Page == 1 ? Task.CompletedTask : gate.Task.WaitAsync(stop) };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine);
        string id = (string)(await app.PostAsync([1]))["id"]!;

        await AppHarness.UntilAsync(async () => (int)(await FirstAsync("?live=true"))["progress"]!["pagesDone"]! == 1, "a page is done");
        JsonObject live = await FirstAsync("?live=true"), still = await FirstAsync("");
        gate.SetResult();
        await app.EndAsync(id);

        Assert.Equal(("Running", 3, 33), ((string?)live["status"], (int)live["progress"]!["pagesTotal"]!, (int)live["progress"]!["percent"]!));
        Assert.Equal(0, (int)still["progress"]!["pagesDone"]!);
        Assert.Equal(100, (int)(await FirstAsync("?live=true"))["progress"]!["percent"]!);

        async Task<JsonObject> FirstAsync(string query) => (await app.GetAsync("api/documents" + query))["value"]![0]!.AsObject();
    }
}
