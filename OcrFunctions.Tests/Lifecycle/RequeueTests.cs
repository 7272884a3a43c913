using System.Net;
using System.Text.Json.Nodes;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>Dead letters, and what happens to them when the fault is fixed.</summary>
public sealed class RequeueTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Failed_pages_are_dead_letters_and_only_they_run_again()
    {
        bool ill = true;
        var engine = new ScriptedEngine { Pages = 40 };
        engine.OnPage = (work, _) => ill && work.Page % 10 == 0 ? throw Refused("torn") : Task.CompletedTask;
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine);
        string id = (string)(await app.PostAsync([1], "name=scan.tif&batch=monday&externalId=4711"))["id"]!;
        Assert.Equal("PartiallySucceeded", (string?)(await app.EndAsync(id))["status"]);

        JsonObject[] letters = await LettersAsync(app, 4);
        Assert.Equal([10, 20, 30, 40], letters.Select(letter => (int)letter["error"]!["page"]!).Order());
        Assert.All(letters,
            letter => Assert.Equal(("DamagedFile", "torn", 1, "monday", "4711", id),
                ((string?)letter["error"]!["code"], (string?)letter["error"]!["message"], (int)letter["attempts"]!,
                    (string?)letter["batch"], (string?)letter["externalId"], (string?)letter["documentId"])));

        ill = false;
        int before = engine.Read.Count;
        string one = (string)letters.Single(letter => (int)letter["error"]!["page"]! == 20)["links"]!["requeue"]!;
        Assert.Equal(HttpStatusCode.Accepted, (await app.ActAsync(HttpMethod.Post, one)).Status);
        JsonObject end = await app.EndAsync(id);
        Assert.Equal(("PartiallySucceeded", 37, 3),
            ((string?)end["status"], (int)end["progress"]!["pagesDone"]!, (int)end["progress"]!["pagesFailed"]!));
        Assert.Equal([20], engine.Read.Skip(before));
        await LettersAsync(app, 3);

        before = engine.Read.Count;
        Assert.Equal(HttpStatusCode.Accepted, (await app.ActAsync(HttpMethod.Post, $"api/deadletters/{id}/requeue")).Status);
        end = await app.EndAsync(id);
        Assert.Equal(("Succeeded", 40, 0, null),
            ((string?)end["status"], (int)end["progress"]!["pagesDone"]!, (int)end["progress"]!["pagesFailed"]!, end["error"]));
        Assert.Equal([10, 30, 40], engine.Read.Skip(before).Order());
        await LettersAsync(app, 0);
    }

    [Fact]
    public async Task A_refused_document_is_one_dead_letter_and_is_read_when_it_can_be()
    {
        bool ill = true;
        var engine = new ScriptedEngine { Pages = 3 };
        engine.OnInspect = _ => ill ? throw Refused("no such library") : Task.CompletedTask;
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine);
        string id = (string)(await app.PostAsync([1]))["id"]!;
        Assert.Equal("Failed", (string?)(await app.EndAsync(id))["status"]);
        JsonObject letter = Assert.Single(await LettersAsync(app, 1));
        Assert.Equal((id, null), ((string?)letter["id"], letter["error"]!["page"]));

        ill = false;
        await app.ActAsync(HttpMethod.Post, $"api/deadletters/{id}/requeue");

        Assert.Equal("Succeeded", (string?)(await app.EndAsync(id))["status"]);
        await LettersAsync(app, 0);
    }

    [Fact]
    public async Task A_document_is_read_after_its_language_pack_is_installed()
    {
        string folder = Directory.CreateTempSubdirectory("ocrfunctions-tessdata-").FullName;
        using var documents = new TestDocuments();
        try
        {
            byte[] page = File.ReadAllBytes(documents.Draw(documents.Pdf(new PdfTestPage().Text(72, 700, 24, "A late language")), "png"));
            await using AppHarness app =
                await AppHarness.StartAsync(azurite, engine: null, settings: new() { ["Ocr:TessdataFolder"] = folder });
            // Over HTTP it would be refused at once.
            string id = await app.DropAsync("late.png", page, new() { ["language"] = "late" });
            JsonObject end = await app.EndAsync(id);
            Assert.Equal(("Failed", "LanguageNotInstalled"), ((string?)end["status"], (string?)end["error"]!["code"]));

            File.Copy(InstalledModel.Find("eng"), Path.Combine(folder, "late.traineddata"));
            await app.ActAsync(HttpMethod.Post, $"api/documents/{id}/requeue");

            end = await app.EndAsync(id);
            Assert.Equal(("Succeeded", 3), ((string?)end["status"], (int)end["confidence"]!["words"]!));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Missing_and_unfinished_documents_cannot_be_requeued()
    {
        await using HeldDocument held = await HeldDocument.StartAsync(azurite, Phase.FanningOut);

        Assert.Equal(HttpStatusCode.NotFound, (await held.App.ActAsync(HttpMethod.Post, "api/deadletters/nothing/requeue")).Status);
        Assert.Equal(HttpStatusCode.NotFound,
            (await held.App.ActAsync(HttpMethod.Post, $"api/documents/{new string('a', 26)}/requeue")).Status);
        var (status, problem) = await held.App.ActAsync(HttpMethod.Post, $"api/documents/{held.Id}/requeue");
        Assert.Equal((HttpStatusCode.Conflict, "DocumentNotFinished"), (status, (string?)problem!["code"]));
    }

    private static EngineRefusedException Refused(string why) => new(new EngineError(EngineErrorCodes.DamagedFile, why));

    /// <summary>Waits for the given number of dead letters: they are written after the document's end is visible.</summary>
    private static async Task<JsonObject[]> LettersAsync(AppHarness app, int count)
    {
        JsonObject[] letters = [];
        await AppHarness.UntilAsync(
            async () => (letters =
                [.. (await app.GetAsync("api/deadletters"))["value"]!.AsArray().Select(letter => letter!.AsObject())]).Length == count,
                $"{count} dead letters");
        return letters;
    }
}
