using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>The password of a document on its way through the app: the engine gets it, and it is stored nowhere in readable form.</summary>
public sealed class PasswordTests(AzuriteFixture azurite)
{
    private const string Password = "open-sesame-8417";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_password_reaches_the_engine_is_stored_encrypted_until_the_document_ends_and_is_deleted_then(bool form)
    {
        var engine = new ScriptedEngine { Pages = 2 };
        var stores = new List<string>();
        await using AppHarness app = await AppHarness.ShareAsync(azurite, engine);
        var seen = new TaskCompletionSource();
        engine.OnPage = async (work, stop) =>
        {
            Assert.Equal(Password, work.Password?.Reveal());
            if (work.Page == 1)
            {
                Assert.Single(Secrets(app));
                stores.AddRange(await EverythingStoredAsync(app, stop));
                seen.SetResult();
            }
        };

        string id = await PostAsync(app, form);
        JsonObject document = await app.EndAsync(id);
        await seen.Task.WaitAsync(TimeSpan.FromSeconds(20), AppHarness.Stop);

        Assert.Equal("Succeeded", (string)document["status"]!);
        Assert.Equal(Password, engine.InspectedWith?.Reveal());
        Assert.DoesNotContain(stores,
            text => text.Contains(Password, StringComparison.Ordinal)
                || text.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)), StringComparison.Ordinal));
        Assert.Contains(stores, text => text.Contains(id, StringComparison.Ordinal));
        await Engine.ProcessTable.Until(() => !Secrets(app).Any(), TimeSpan.FromSeconds(10), "the password is gone");
    }

    [Fact]
    public async Task A_document_that_was_refused_without_its_password_is_read_when_it_is_requeued_with_it()
    {
        var engine = new ScriptedEngine();
        engine.OnInspect =
            _ => engine.InspectedWith is null ? throw new EngineRefusedException(new EngineError(EngineErrorCodes.EncryptedPdf, "closed"))
                : Task.CompletedTask;
        await using AppHarness app = await AppHarness.ShareAsync(azurite, engine);
        string id = (string)(await app.PostAsync([1, 2, 3]))["id"]!;
        Assert.Equal("EncryptedPdf", (string)(await app.EndAsync(id))["error"]!["code"]!);

        using var again =
            new HttpRequestMessage(HttpMethod.Post, $"api/documents/{id}/requeue") { Headers = { { "Ocr-Password", Password } } };
        using HttpResponseMessage answer = await app.Http.SendAsync(again, AppHarness.Stop);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("Succeeded", (string)(await app.EndAsync(id))["status"]!);
        await Engine.ProcessTable.Until(() => !Secrets(app).Any(), TimeSpan.FromSeconds(10), "the password is gone");
    }

    [Fact]
    public async Task A_password_in_the_URL_is_refused()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        using HttpResponseMessage answer =
            await app.Http.PostAsync($"api/documents?password={Password}", new ByteArrayContent([1]), AppHarness.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Ocr-Password", await answer.Content.ReadAsStringAsync(AppHarness.Stop));
    }

    private static async Task<string> PostAsync(AppHarness app, bool form)
    {
        using var file = new ByteArrayContent([1, 2, 3]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/documents?name=locked.pdf");
        if (form)
        {
            file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileName = "locked.pdf" };
            request.Content = new MultipartFormDataContent { { new StringContent(Password), "password" }, file };
        }
        else
        {
            request.Content = file;
            request.Headers.Add("Ocr-Password", Password);
        }

        using HttpResponseMessage answer = await app.Http.SendAsync(request, AppHarness.Stop);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["id"]!;
    }

    private static IEnumerable<string> Secrets(AppHarness app) =>
        new BlobContainerClient(app.Account, "secrets").GetBlobs().Select(blob => blob.Name);

    /// <summary>All tables, blobs with their metadata, and queues of the account, as text.</summary>
    private static async Task<List<string>> EverythingStoredAsync(AppHarness app, CancellationToken stop)
    {
        var all = new List<string>();
        var tables = new TableServiceClient(app.Account);
        await foreach (var table in tables.QueryAsync(cancellationToken: stop))
            await foreach (TableEntity row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: stop))
                all.Add(string.Join('\n',
                    row.Select(cell => $"{cell.Key}={(cell.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : cell.Value)}")));
        var blobs = new BlobServiceClient(app.Account);
        await foreach (var container in blobs.GetBlobContainersAsync(cancellationToken: stop))
            await foreach (var blob in blobs.GetBlobContainerClient(container.Name)
                .GetBlobsAsync(new Azure.Storage.Blobs.Models.GetBlobsOptions { Traits = Azure.Storage.Blobs.Models.BlobTraits.Metadata },
                    stop))
            {
                var content = await blobs.GetBlobContainerClient(container.Name).GetBlobClient(blob.Name).DownloadContentAsync(stop);
                all.Add(blob.Name + string.Join('\n', blob.Metadata.Select(pair => pair.ToString()))
                    + Encoding.Latin1.GetString(content.Value.Content));
            }

        var queues = new QueueServiceClient(app.Account);
        await foreach (var queue in queues.GetQueuesAsync(cancellationToken: stop))
            all.AddRange(
                (await queues.GetQueueClient(queue.Name).PeekMessagesAsync(32, stop)).Value.Select(message => message.Body.ToString()));
        return all;
    }
}
