using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Triggers;

namespace OcrFunctions.Tests.App;

/// <summary>
/// Blobs told by Event Grid: its requests as Azure sends them to the webhook of the host's blob extension.
/// https://learn.microsoft.com/azure/event-grid/event-schema-blob-storage
/// </summary>
public sealed class EventGridTests(AzuriteFixture azurite)
{
    private const string Webhook = $"runtime/webhooks/blobs?functionName=Host.Functions.{nameof(BlobCreatedEvent)}&code=blobs_extension";

    private static readonly Dictionary<string, string?> WithoutPolling = new()
    {
        [$"AzureWebJobs.{nameof(BlobUploaded)}.Disabled"] = "true",
        // Nor does the reconciler find it.
        ["Ocr:ReconcileAfterSeconds"] = "3600",
    };

    [Fact]
    public async Task A_subscription_is_confirmed()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: WithoutPolling);

        using HttpResponseMessage answer = await SendAsync(app.Http, "SubscriptionValidation", new JsonObject
        {
            ["id"] = "2d1781af-3a4c-4d7c-bd0c-e34b19da4e66",
            ["topic"] = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a",
            ["subject"] = "",
            ["data"] = new JsonObject { ["validationCode"] = "512d38b6-c7b8-40c8-89fe-f46f9e9622b6", ["validationUrl"] = "https://a.test/" },
            ["eventType"] = "Microsoft.EventGrid.SubscriptionValidationEvent",
            ["eventTime"] = "2026-01-25T22:12:19.4556811Z",
            ["metadataVersion"] = "1",
            ["dataVersion"] = "1",
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("512d38b6-c7b8-40c8-89fe-f46f9e9622b6",
            (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(AppHarness.Stop))!["validationResponse"]);
    }

    [Fact]
    public async Task A_blob_is_read_when_its_event_arrives_and_not_before_with_polling_off()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: WithoutPolling);
        string silent = await app.DropAsync("silent.tif", [1]), told = await app.DropAsync("inbox/told.tif", [2]);

        Assert.Equal(HttpStatusCode.Accepted, await TellAsync(app.Http, new Uri(app.Documents.Uri, "."), "inbox/told.tif"));

        Assert.Equal("Succeeded", (string?)(await app.EndAsync(told))["status"]);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync($"api/documents/{silent}", AppHarness.Stop)).StatusCode);
    }

    [Fact]
    public async Task A_blob_is_read_once_that_is_told_twice_and_found_by_polling_too()
    {
        var engine = new ScriptedEngine();
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine);
        string id = await app.DropAsync("scan.tif", [1]);

        Assert.Equal(HttpStatusCode.Accepted, await TellAsync(app.Http, new Uri(app.Documents.Uri, "."), "scan.tif"));
        Assert.Equal(HttpStatusCode.Accepted, await TellAsync(app.Http, new Uri(app.Documents.Uri, "."), "scan.tif"));
        Assert.Equal("Succeeded", (string?)(await app.EndAsync(id))["status"]);
        Assert.Equal(HttpStatusCode.Accepted, await TellAsync(app.Http, new Uri(app.Documents.Uri, "."), "scan.tif"));

        await AppHarness.UntilAsync(() => WasFoundAsync(app, "scan.tif"), "the blob was found by polling", ofDropped: true);
        await AppHarness.UntilAsync(() => HasNoEventsAsync(app), "every event was handled");
        Assert.Equal([1], engine.Read);
        PageRow page = Assert.Single(await app.PagesAsync(id));
        Assert.Equal((1, 1), (page.Run, page.Attempts));
    }

    [Fact]
    public async Task A_blob_whose_event_failed_five_times_becomes_a_dead_letter()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: WithoutPolling);
        string id = await app.DropAsync("unlucky.tif", [1]);
        string etag = (await app.Documents.GetBlobClient("unlucky.tif").GetPropertiesAsync(cancellationToken: AppHarness.Stop)).Value.ETag
            .ToString("H");

        await new QueueClient(app.Account, "webjobs-blobtrigger-poison", new() { MessageEncoding = QueueMessageEncoding.Base64 })
            .SendMessageAsync(
                new JsonObject
                {
                    ["Type"] = "BlobTrigger",
                    ["FunctionId"] = $"Host.Functions.{nameof(BlobCreatedEvent)}",
                    ["BlobType"] = "BlockBlob",
                    ["ContainerName"] = "documents",
                    ["BlobName"] = "unlucky.tif",
                    ["ETag"] = etag,
                }.ToJsonString(), AppHarness.Stop);

        JsonObject end = await app.EndAsync(id);
        Assert.Equal(("Failed", "IntakeFailed"), ((string?)end["status"], (string?)end["error"]!["code"]));
    }

    /// <summary>Posts the event of a blob in the container of documents.</summary>
    internal static async Task<HttpStatusCode> TellAsync(HttpClient http, Uri blobService, string name)
    {
        using HttpResponseMessage answer = await SendAsync(http, "Notification", new JsonObject
        {
            ["topic"] = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a",
            ["subject"] = $"/blobServices/default/containers/documents/blobs/{name}",
            ["eventType"] = "Microsoft.Storage.BlobCreated",
            ["eventTime"] = "2026-06-26T18:41:00.9584103Z",
            ["id"] = "831e1650-001e-001b-66ab-eeb76e069631",
            ["data"] = new JsonObject
            {
                ["api"] = "PutBlockList",
                ["clientRequestId"] = "6d79dbfb-0e37-4fc4-981f-442c9ca65760",
                ["requestId"] = "831e1650-001e-001b-66ab-eeb76e000000",
                ["eTag"] = "0x8D4BCC2E4835CD0",
                ["contentType"] = "image/tiff",
                ["contentLength"] = 1,
                ["blobType"] = "BlockBlob",
                ["url"] = $"{blobService.ToString().TrimEnd('/')}/documents/{name}",
                ["sequencer"] = "00000000000004420000000000028963",
                ["storageDiagnostics"] = new JsonObject { ["batchId"] = "b68529f3-68cd-4744-baa4-3c0498ec19f0" },
            },
            ["dataVersion"] = "",
            ["metadataVersion"] = "1",
        });
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string type, JsonObject content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Webhook);
        request.Headers.Add("aeg-event-type", type);
        request.Content = JsonContent.Create(new JsonArray(content));
        return await http.SendAsync(request, AppHarness.Stop);
    }

    /// <summary>Polling has a receipt for a blob once it has called its function.</summary>
    private static async Task<bool> WasFoundAsync(AppHarness app, string name) =>
        await new BlobContainerClient(app.Account, "azure-webjobs-hosts").GetBlobsAsync(cancellationToken: AppHarness.Stop)
            .AnyAsync(blob => blob.Name.Contains($"Host.Functions.{nameof(BlobUploaded)}/", StringComparison.Ordinal)
                && blob.Name.Contains(name, StringComparison.Ordinal), AppHarness.Stop);

    /// <summary>Events wait in the queue of the host, by its id, in which found blobs wait too.</summary>
    private static async Task<bool> HasNoEventsAsync(AppHarness app) =>
        (await new QueueClient(app.Account, "azure-webjobs-blobtrigger-ocrfunctions").GetPropertiesAsync(AppHarness.Stop)).Value
            .ApproximateMessagesCount == 0;
}
