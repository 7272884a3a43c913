using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>One document through the whole app, with an engine that takes no time.</summary>
public sealed class DocumentFlowTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_posted_document_is_read_page_by_page_and_its_text_is_served()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { Pages = 70 });
        string id = (string)(await app.PostAsync([1, 2, 3], "name=scan.tif&language=deu+eng"))["id"]!;

        JsonObject document = await app.EndAsync(id);
        Assert.Equal(("Succeeded", "scan.tif", 70, 70, 100),
            ((string)document["status"]!, (string)document["name"]!, (int)document["progress"]!["pagesTotal"]!,
                (int)document["progress"]!["pagesDone"]!, (int)document["progress"]!["percent"]!));
        JsonNode confidence = document["confidence"]!;
        Assert.Equal(140, (int)confidence["words"]!);
        Assert.InRange((double)confidence["mean"]!, (double)confidence["worstPage"]!, 1);
        Assert.InRange((int)confidence["wordsToReview"]!, 1, 70);
        Assert.Equal(string.Join('\f', Enumerable.Range(1, 70).Select(p => $"page {p}\n")),
            await app.Http.GetStringAsync((string)document["links"]!["text"]!, AppHarness.Stop));
        Assert.Equal(Enumerable.Range(1, 70), app.Engine.Read.Order());
    }

    [Fact]
    public async Task Pages_are_listed_in_parts_with_their_words()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { Pages = 5 });
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);

        var numbers = new List<int>();
        for (string? next = $"api/documents/{id}/pages?top=2"; next is not null;)
        {
            JsonObject part = await app.GetAsync(next);
            foreach (JsonNode? page in part["value"]!.AsArray())
            {
                numbers.Add((int)page!["page"]!);
                Assert.Equal(("Succeeded", "ocr", 2), ((string)page["status"]!, (string)page["source"]!, page["words"]!.AsArray().Count));
                Assert.Equal(8, page["words"]![0]!["polygon"]!.AsArray().Count);
            }

            next = (string?)part["nextLink"];
        }

        Assert.Equal([1, 2, 3, 4, 5], numbers);
        JsonObject bare = await app.GetAsync($"api/documents/{id}/pages?words=false");
        Assert.Null(bare["value"]![0]!["words"]);
    }

    [Fact]
    public async Task The_response_to_an_upload_has_the_address_of_its_status()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        using HttpResponseMessage answer = await app.Http.PostAsync("api/documents?name=a.pdf", new ByteArrayContent([1]), AppHarness.Stop);
        JsonObject body = (await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!;

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        string self = $"{app.Http.BaseAddress}api/documents/{body["id"]}";
        Assert.Equal(self, answer.Headers.Location!.ToString());
        Assert.Equal([self], answer.Headers.GetValues("Operation-Location"));
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(self, (string)body["links"]!["self"]!);
        await app.EndAsync((string)body["id"]!);
    }

    [Fact]
    public async Task The_durable_status_url_returns_runtime_status_progress_and_output()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { Pages = 3 });
        JsonObject accepted = await app.PostAsync([1]);
        await app.EndAsync((string)accepted["id"]!);

        JsonObject? status = null;
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        // The document is closed by the last activity; the orchestration ends a moment later.
        while ((string?)status?["runtimeStatus"] != "Completed")
        {
            Assert.False(late.IsCancellationRequested, $"no end: {status}");
            status = await app.GetAsync((string)accepted["statusQueryGetUri"]!);
        }

        Assert.Equal($"{accepted["id"]}-r1", (string)status["instanceId"]!);
        Assert.Equal("OcrDocument", (string)status["name"]!);
        Assert.Equal("""{"pagesTotal":3,"pagesDone":3,"pagesFailed":0,"percent":100}""", status["customStatus"]!.ToJsonString());
        Assert.Equal("""{"status":"Succeeded","pagesDone":3,"pagesFailed":0}""", status["output"]!.ToJsonString());
    }

    [Fact]
    public async Task Management_urls_can_be_hidden()
    {
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: new() { ["Ocr:HideManagementUrls"] = "true" });
        JsonObject accepted = await app.PostAsync([1]);
        Assert.Null(accepted["statusQueryGetUri"]);
        await app.EndAsync((string)accepted["id"]!);
    }

    [Fact]
    public async Task A_dropped_blob_gives_the_same_result()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { Pages = 2 });
        string id = await app.DropAsync("inbox/über #1.tif", [1, 2]);

        JsonObject document = await app.EndAsync(id);
        Assert.Equal(("Succeeded", "inbox/über #1.tif"), ((string)document["status"]!, (string)document["name"]!));
        Assert.Equal("page 1\n\fpage 2\n", await app.Http.GetStringAsync($"api/documents/{id}/text", AppHarness.Stop));
    }

    [Fact]
    public async Task A_posted_document_is_read_once_though_the_trigger_sees_its_blob_too()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine());
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);
        // A blob dropped afterwards is seen by a later scan than the posted one: when it is done, the trigger has seen both.
        await app.EndAsync(await app.DropAsync("later.tif", [2]));

        Assert.Equal(2, (await app.GetAsync("api/documents"))["value"]!.AsArray().Count);
        Assert.Equal([1, 1], app.Engine.Read);
    }

    [Fact]
    public async Task Document_and_pages_are_read_with_a_plain_table_client()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { Pages = 2 });
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);

        var table = new TableClient(app.Account, "Documents");
        TableEntity document = await table.GetEntityAsync<TableEntity>(id, "document", cancellationToken: AppHarness.Stop);
        TableEntity page = await table.GetEntityAsync<TableEntity>(id, "page-000002", cancellationToken: AppHarness.Stop);
        Assert.Equal(("Succeeded", 2), (document.GetString("Status"), document.GetInt32("PagesDone")));
        var read = JsonNode.Parse(await app.Http.GetStringAsync($"api/documents/{id}/pages/2", AppHarness.Stop))!;
        Assert.Equal(("page 2\n", (double)read["confidence"]!), (page.GetString("Text"), page.GetDouble("Confidence")));
    }

    [Fact]
    public async Task A_failed_page_does_not_affect_the_others()
    {
        var engine = new ScriptedEngine { Pages = 9 };
        engine.OnPage = (work, _) => work.Page == 4 ? throw new EngineLostException(ErrorCodes.EngineCrashed, "gone") : Task.CompletedTask;
        await using AppHarness app = await AppHarness.ShareAsync(azurite, engine);
        string id = (string)(await app.PostAsync([1]))["id"]!;

        JsonObject document = await app.EndAsync(id);
        Assert.Equal(("PartiallySucceeded", 8, 1),
            ((string)document["status"]!, (int)document["progress"]!["pagesDone"]!, (int)document["progress"]!["pagesFailed"]!));
        Assert.Equal(("EngineCrashed", 4), ((string)document["error"]!["code"]!, (int)document["error"]!["page"]!));
        Assert.Equal(3, engine.Read.Count(p => p == 4));
        JsonObject failed = (await app.GetAsync($"api/documents/{id}/pages"))["value"]!.AsArray()[3]!.AsObject();
        Assert.Equal(("Failed", "EngineCrashed"), ((string)failed["status"]!, (string)failed["error"]!["code"]!));
    }

    [Fact]
    public async Task A_refused_document_fails_with_its_code_and_delays_no_other()
    {
        var engine = new ScriptedEngine();
        engine.OnInspect =
            path => new FileInfo(path).Length == 0
                ? throw new EngineRefusedException(new EngineError(EngineErrorCodes.EmptyFile, "The file is empty.")) : Task.CompletedTask;
        await using AppHarness app = await AppHarness.ShareAsync(azurite, engine);
        string bad = (string)(await app.PostAsync([]))["id"]!, good = (string)(await app.PostAsync([1]))["id"]!;

        Assert.Equal("Succeeded", (string)(await app.EndAsync(good))["status"]!);
        JsonObject document = await app.EndAsync(bad);
        Assert.Equal(("Failed", "EmptyFile"), ((string)document["status"]!, (string)document["error"]!["code"]!));
        using HttpResponseMessage text = await app.Http.GetAsync($"api/documents/{bad}/text", AppHarness.Stop);
        Assert.Equal(HttpStatusCode.NotFound, text.StatusCode);
    }

    [Fact]
    public async Task A_file_in_a_form_is_accepted_with_its_name_and_a_body_that_curl_declares_as_a_form_is_accepted_unchanged()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        var lengths = new List<long>();
        app.Engine.OnInspect = path =>
        {
            lengths.Add(new FileInfo(path).Length);
            return Task.CompletedTask;
        };
        using var form =
            new MultipartFormDataContent { { new StringContent("x"), "field" },
                { new ByteArrayContent([1, 2, 3]), "file", "in a form.pdf" } };
        using HttpResponseMessage first = await app.Http.PostAsync("api/documents", form, AppHarness.Stop);
        JsonObject document = await app.EndAsync((string)(await first.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["id"]!);
        Assert.Equal("in a form.pdf", (string)document["name"]!);

        using var body = new ByteArrayContent([1, 2, 3, 4]);
        body.Headers.ContentType = new("application/x-www-form-urlencoded");
        using HttpResponseMessage second = await app.Http.PostAsync("api/documents?name=a.pdf", body, AppHarness.Stop);
        await app.EndAsync((string)(await second.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["id"]!);
        Assert.Equal([3, 4], lengths);
    }

    [Fact]
    public async Task Only_the_requested_pages_are_read()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { Pages = 10 });
        string id = (string)(await app.PostAsync([1], "pages=9-,2"))["id"]!,
            wrong = (string)(await app.PostAsync([1], "pages=9-11"))["id"]!;

        Assert.Equal(3, (int)(await app.EndAsync(id))["progress"]!["pagesDone"]!);
        Assert.Equal([2, 9, 10], app.Engine.Read.Order());
        Assert.Equal("InvalidOption", (string)(await app.EndAsync(wrong))["error"]!["code"]!);
    }
}
