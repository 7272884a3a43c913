using System.Text.Json.Nodes;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Lifecycle;

public sealed class DuplicateTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_second_copy_is_marked_and_read_like_any_other()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine { Pages = 2 });
        string first = await ReadAsync(app, [1, 2, 3]), second = await ReadAsync(app, [1, 2, 3]),
            other = await ReadAsync(app, [1, 2, 3], "&pages=1");

        Assert.Null((await app.EndAsync(first))["duplicateOf"]);
        Assert.Equal(first, (string?)(await app.EndAsync(second))["duplicateOf"]);
        // Other options, other results.
        Assert.Null((await app.EndAsync(other))["duplicateOf"]);
        Assert.Equal(5, app.Engine.Read.Count);
    }

    [Fact]
    public async Task If_configured_a_second_copy_gets_the_results_of_the_first_as_its_own()
    {
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, new ScriptedEngine { Pages = 40 }, settings: new() { ["Ocr:ReuseDuplicates"] = "true" });
        string first = await ReadAsync(app, [1, 2, 3]), second = await ReadAsync(app, [1, 2, 3]);

        Assert.Equal(40, app.Engine.Read.Count);
        JsonObject end = await app.EndAsync(second);
        Assert.Equal(("Succeeded", first, 40, 80),
            ((string?)end["status"], (string?)end["duplicateOf"], (int)end["progress"]!["pagesDone"]!, (int)end["confidence"]!["words"]!));
        await AppHarness.UntilAsync(
            async () => (await app.ActAsync(HttpMethod.Delete, $"api/documents/{first}")).Status is not System.Net.HttpStatusCode.Accepted,
            "the first was deleted");
        Assert.Equal(string.Join('\f', Enumerable.Range(1, 40).Select(page => $"page {page}\n")),
            await app.Http.GetStringAsync($"api/documents/{second}/text", AppHarness.Stop));
        Assert.Equal(2, (await app.GetAsync($"api/documents/{second}/pages?after=39"))["value"]![0]!["words"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_second_copy_waits_for_a_first_one_that_is_still_being_read()
    {
        var hold = new TaskCompletionSource();
        var engine = new ScriptedEngine { OnPage = (_, stop) => hold.Task.WaitAsync(stop) };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine, settings: new() { ["Ocr:ReuseDuplicates"] = "true" });
        string first = (string)(await app.PostAsync([7]))["id"]!;
        await AppHarness.UntilAsync(() => Task.FromResult(engine.Read.Count == 1), "the first is being read");
        string second = (string)(await app.PostAsync([7]))["id"]!;
        await AppHarness.UntilAsync(async () => (string?)(await app.GetAsync($"api/documents/{second}"))["duplicateOf"] == first,
            "the second knows the first");
        hold.SetResult();

        Assert.Equal("Succeeded", (string?)(await app.EndAsync(second))["status"]);
        Assert.Single(engine.Read);
    }

    [Fact]
    public async Task A_second_copy_of_a_document_without_results_is_read()
    {
        bool ill = true;
        var engine =
            new ScriptedEngine
            {
                OnPage =
                (_, _) => ill ? throw new OcrFunctions.Pipeline.Engines.EngineRefusedException(new("DamagedFile", "torn"))
                    : Task.CompletedTask
            };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine, settings: new() { ["Ocr:ReuseDuplicates"] = "true" });
        await ReadAsync(app, [7]);
        ill = false;

        JsonObject end = await app.EndAsync(await ReadAsync(app, [7]));

        Assert.Equal(("Succeeded", null), ((string?)end["status"], (string?)end["duplicateOf"]));
    }

    private static async Task<string> ReadAsync(AppHarness app, byte[] content, string query = "")
    {
        string id = (string)(await app.PostAsync(content, "name=scan.tif" + query))["id"]!;
        await app.EndAsync(id);
        return id;
    }
}
