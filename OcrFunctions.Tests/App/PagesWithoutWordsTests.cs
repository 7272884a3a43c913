using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>Pages listed with <c>words=false</c>.</summary>
public sealed class PagesWithoutWordsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task They_equal_pages_with_words_except_for_words_lines_and_blocks()
    {
        await using AppHarness app =
            await AppHarness.ShareAsync(azurite,
                new ScriptedEngine { Pages = 2, Change = page => page with { Orientation = new PageOrientation(90, 9, true) } });
        string id = await ReadAsync(app);
        JsonArray whole = await PagesAsync(app, id, "");
        foreach (JsonNode? page in whole)
            foreach (string left in new[] { "words", "lines", "blocks" })
                Assert.True(page!.AsObject().Remove(left));

        JsonArray bare = await PagesAsync(app, id, "?words=false");

        Assert.Equal(("page 1\n", 90), ((string)bare[0]!["text"]!, (int)bare[0]!["rotation"]!));
        Assert.Equal(whole.ToJsonString(), bare.ToJsonString());
    }

    [Fact]
    public async Task Long_text_is_complete()
    {
        string text = string.Concat(Enumerable.Repeat("ab", LongText.MaxInline));
        var engine =
            new ScriptedEngine
            {
                Change =
                page => page
                    with
                {
                    Blocks =
                        [new RecognizedBlock("flowing_text", [0, 0, 9, 0, 9, 9, 0, 9],
                            [new RecognizedParagraph(
                                [new RecognizedLine(text, [0, 0, 9, 0, 9, 9, 0, 9],
                                    [new RecognizedWord(text, [0, 0, 9, 0, 9, 9, 0, 9], 0.9)])])])]
                }
            };
        await using AppHarness app = await AppHarness.ShareAsync(azurite, engine);
        string id = await ReadAsync(app);
        Assert.NotNull(Assert.Single(await app.PagesAsync(id)).TextBlob);
        Assert.Equal(text + "\n", (string)Assert.Single(await PagesAsync(app, id, "?words=false"))!["text"]!);
    }

    [Fact]
    public async Task Their_text_includes_corrections()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        string id = await ReadAsync(app);
        using HttpResponseMessage taken =
            await app.Http.PostAsJsonAsync($"api/documents/{id}/corrections",
                new { corrections = new[] { new { page = 1, word = "p1w1", content = "page", text = "Blatt" } } }, AppHarness.Stop);
        Assert.True(taken.IsSuccessStatusCode);
        Assert.Equal("Blatt 1\n", (string)Assert.Single(await PagesAsync(app, id, "?words=false"))!["text"]!);
    }

    private static async Task<string> ReadAsync(AppHarness app)
    {
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);
        return id;
    }

    private static async Task<JsonArray> PagesAsync(AppHarness app, string id, string query) =>
        (await app.GetAsync($"api/documents/{id}/pages{query}"))["value"]!.AsArray();
}
