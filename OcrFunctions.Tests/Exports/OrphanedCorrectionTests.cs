using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>Corrections of a page that is recognized a second time, differently.</summary>
public sealed class OrphanedCorrectionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Corrections_find_their_words_again_by_position_and_one_without_a_word_is_reported()
    {
        bool again = false;
        var engine = new ScriptedEngine { Pages = 2 };
        engine.OnPage =
            (work, _) =>
                work.Page == 2 && !again ? throw new EngineRefusedException(new EngineError("DamagedFile", "torn")) : Task.CompletedTask;
        engine.Change = page => page.Page == 2 ? page : Line(page, again
            ? [("Harbor", 103, 202), ("rnaster", 218, 402), ("long", 802, 899)]
            : [("Harb0ur", 100, 200), ("rnaster", 220, 400), ("smudge", 500, 600), ("long", 800, 900)]);
        await using AppHarness app = await AppHarness.ShareAsync(azurite, engine);
        string id = (string)(await app.PostAsync([1]))["id"]!;
        Assert.Equal("PartiallySucceeded", (string)(await app.EndAsync(id))["status"]!);
        using HttpResponseMessage taken = await app.Http.PostAsJsonAsync($"api/documents/{id}/corrections", new
        {
            corrections = new[] { new { page = 1, word = "p1w1", text = "Harbour" }, new { page = 1, word = "p1w2", text = "master" },
                new { page = 1, word = "p1w3", text = "wrote" } },
        }, AppHarness.Stop);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        await AppHarness.UntilAsync(async () => await TextAsync(app, id) == "Harbour master wrote long\n",
            "the corrections are in the text");

        // A page whose row is deleted is read again by the next run.
        await new TableClient(app.Account, "Documents").DeleteEntityAsync(id, PageRow.Key(1), cancellationToken: AppHarness.Stop);
        again = true;
        Assert.Equal(HttpStatusCode.Accepted, (await app.ActAsync(HttpMethod.Post, $"api/documents/{id}/requeue")).Status);
        Assert.Equal("Succeeded", (string)(await app.EndAsync(id))["status"]!);
        Assert.Equal([1, 1, 2, 2], app.Engine.Read.Order());

        // Two words were found again, read differently or moved; the third no longer exists.
        Assert.Equal("Harbour master long\n\fpage 2\n", await TextAsync(app, id));
        JsonArray corrections = (await app.GetAsync($"api/documents/{id}/corrections"))["value"]!.AsArray();
        Assert.Equal([("Harb0ur", false), ("rnaster", false), ("smudge", true)],
            corrections.Select(one => ((string)one!["recognized"]!, (bool)one["orphaned"]!)).OrderBy(one => one));
        foreach (ExportFormat format in ExportFormats.All.Where(format => format != PdfExports.PdfA && format != ReviewCsvExport.Format))
        {
            string export = await app.Http.GetStringAsync($"api/documents/{id}/{format.Name}", AppHarness.Stop);
            Assert.True(export.Contains("Harbour") && export.Contains("master") && !export.Contains("wrote"), $"{format.Name}: {export}");
        }
    }

    private static Task<string> TextAsync(AppHarness app, string id) =>
        app.Http.GetStringAsync($"api/documents/{id}/text", AppHarness.Stop);

    /// <summary>The page with one line of these words, each from one x coordinate to another.</summary>
    private static RecognizedPage Line(RecognizedPage page, (string Text, double Left, double Right)[] words)
    {
        double[] whole = Box(words[0].Left, words[^1].Right);
        return page with
        {
            Blocks = [new RecognizedBlock("flowing_text", whole,
            [
                new RecognizedParagraph(
                    [new RecognizedLine(string.Join(' ', words.Select(word => word.Text)), whole,
                        [.. words.Select(word => new RecognizedWord(word.Text, Box(word.Left, word.Right), 0.9))])]),
            ])],
        };
    }

    private static double[] Box(double left, double right) => [left, 100, right, 100, right, 140, left, 140];
}
