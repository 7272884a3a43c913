using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.Pipeline;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>Announcements of a document: the queue and the lists.</summary>
public sealed class CompletionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_document_that_ends_sends_a_message()
    {
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, new ScriptedEngine { Pages = 2 },
                settings: new() { ["Ocr:PublicUrl"] = "https://ocr.example.org/api/" });
        string id = (string)(await app.PostAsync([1], "name=scan.tif&batch=monday&externalId=4711"))["id"]!;
        await app.EndAsync(id);

        JsonObject message = JsonNode.Parse(Assert.Single(await MessagesAsync(app.Account, 1)))!.AsObject();

        Assert.Equal((id, "scan.tif", "Succeeded", 1, "monday", "4711"),
            ((string?)message["id"], (string?)message["name"], (string?)message["status"], (int)message["run"]!, (string?)message["batch"],
                (string?)message["externalId"]));
        Assert.Equal((2, 100, 4),
            ((int)message["progress"]!["pagesDone"]!, (int)message["progress"]!["percent"]!, (int)message["confidence"]!["words"]!));
        Assert.Equal($"https://ocr.example.org/api/documents/{id}/text", (string?)message["links"]!["text"]);
    }

    [Fact]
    public async Task A_message_has_no_link_to_a_text_that_is_not_written()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite, new() { ["Ocr:Exports"] = "json" });
        DocumentRow row = await pipeline.InspectAsync(pages: 1);
        await pipeline.RecognizeAsync(row, 1);
        await pipeline.FinishAsync(row);

        JsonObject message = JsonNode.Parse(Assert.Single(await MessagesAsync(pipeline.Account, 1)))!.AsObject();

        Assert.Equal(["self", "pages"], message["links"]!.AsObject().Select(link => link.Key));
    }

    [Fact]
    public async Task A_message_that_may_not_have_been_sent_is_sent_again()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow row = await pipeline.InspectAsync(pages: 1);
        await pipeline.RecognizeAsync(row, 1);
        await pipeline.FinishAsync(row);
        // As if the machine had been lost between the message and the mark.
        await pipeline.Get<DocumentStore>().ChangeAsync(row.Id, _ => true, there => there.AnnouncedRun = 0, PipelineHarness.Stop);

        await pipeline.FinishAsync(row);
        await pipeline.FinishAsync(row);

        Assert.Equal(2, (await MessagesAsync(pipeline.Account, 2)).Count);
    }

    [Fact]
    public async Task Documents_are_listed_by_status_batch_external_id_language_and_need_of_review()
    {
        var engine =
            new ScriptedEngine
            {
                OnPage =
                (work, _) =>
                    work.Options.Language == "fra"
                        ? throw new OcrFunctions.Pipeline.Engines.EngineRefusedException(new("LanguageNotInstalled", "no fra"))
                        : Task.CompletedTask,
                OnDescribe = _ => Task.FromResult(
                    new EngineDescription("5.9.9", "1.99.0", [new("deu", false), new("eng", false), new("fra", false)])),
            };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine);
        string a = (string)(await app.PostAsync([1], "name=a.tif&batch=x%23/y&externalId=1"))["id"]!;
        string b = (string)(await app.PostAsync([2], "name=b.tif&batch=x%23/y&language=fra"))["id"]!;
        string c = (string)(await app.PostAsync([3], "name=c.tif&externalId=1&language=deu%2Beng"))["id"]!;
        foreach (string id in new[] { a, b, c })
            await app.EndAsync(id);

        // The lists are updated after the row.
        await AppHarness.UntilAsync(async () => (await ListAsync(app, "status=Running")).Count == 0, "no list says that something runs");
        Assert.Equal([c, b, a], await ListAsync(app, ""));
        Assert.Equal([b, a], await ListAsync(app, "batch=x%23/y"));
        Assert.Equal([c, a], await ListAsync(app, "externalId=1"));
        Assert.Equal([b], await ListAsync(app, "status=failed"));
        Assert.Equal([c, a], await ListAsync(app, "status=Succeeded"));
        Assert.Equal([a], await ListAsync(app, "status=Succeeded&batch=x%23/y"));
        Assert.Equal([c], await ListAsync(app, "language=deu%2Beng"));
        Assert.Equal([c, a], await ListAsync(app, "needsReview=true"));
        Assert.Equal([], await ListAsync(app, "status=Canceled"));
        Assert.Equal([c, b, a], await ListAsync(app, "top=1"));
        Assert.Equal(ErrorCodes.InvalidOption, (string?)(await app.ActAsync(HttpMethod.Get, "api/documents?status=deleted")).Body!["code"]);
    }

    private static async Task<List<string>> ListAsync(AppHarness app, string query)
    {
        var ids = new List<string>();
        for (string? next = "api/documents?" + query; next is not null;)
        {
            JsonObject part = await app.GetAsync(next);
            ids.AddRange(part["value"]!.AsArray().Select(document => (string)document!["id"]!));
            next = (string?)part["nextLink"];
        }

        return ids;
    }

    /// <summary>Waits for the given number of messages, and a moment for one more.</summary>
    private static async Task<IReadOnlyList<string>> MessagesAsync(string account, int count)
    {
        var queue = new QueueClient(account, "ocr-completed", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        List<string> messages = [];
        await AppHarness.UntilAsync(
            async () => (messages =
                [.. (await queue.PeekMessagesAsync(32, AppHarness.Stop)).Value.Select(message => message.Body.ToString())]).Count == count,
                $"{count} messages");
        return messages;
    }
}
