using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using OcrFunctions.Tests.EmbeddedHost.Hosting;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.EmbeddedHost.Triggers;

/// <summary>Which blobs call which functions, and what is written where: the facts of recordings 09 and 09b.</summary>
public sealed class BlobTriggerTests(AzuriteFixture azurite)
{
    private readonly string _account = azurite.NewAccount();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("one.txt")]
    [InlineData("a/b/deep é日本 name.txt")]
    [InlineData("50% #1?+&=.pdf")]
    [InlineData("a%2Fb")]
    public async Task A_blob_of_any_name_calls_once_with_its_binding_data(string name)
    {
        await using TestApp app = await StartAsync(typeof(BlobFunctions));

        await UploadAsync("documents", name, "content", new() { ["owner"] = "me" });

        Arrival arrival = await app.Seen.NextAsync<Arrival>();
        Assert.Equal((name, "content"), (arrival.Name, arrival.Content));
        Assert.Equal($"documents/{name}", arrival.Data["BlobTrigger"]);
        Assert.Equal(name, arrival.Data["name"]);
        Assert.Equal($"\"{Client("documents", name).Uri.AbsoluteUri}\"", arrival.Data["Uri"]);
        Assert.Contains("\"me\"", arrival.Data["Metadata"]);
        Assert.Contains("\"ContentLength\":7,", arrival.Data["Properties"]);
    }

    [Fact]
    public async Task A_new_version_calls_again_and_so_does_new_metadata()
    {
        await using TestApp app = await StartAsync(typeof(BlobFunctions));
        await UploadAsync("documents", "one.txt", "first");
        Assert.Equal("first", (await app.Seen.NextAsync<Arrival>()).Content);

        await UploadAsync("documents", "one.txt", "second");
        Assert.Equal("second", (await app.Seen.NextAsync<Arrival>()).Content);
        await Client("documents", "one.txt").SetMetadataAsync(new Dictionary<string, string> { ["a"] = "b" }, cancellationToken: Stop);
        Assert.Equal("second", (await app.Seen.NextAsync<Arrival>()).Content);
    }

    [Fact]
    public async Task A_restart_calls_for_what_came_meanwhile_and_for_nothing_else()
    {
        await using (TestApp before = await StartAsync(typeof(BlobFunctions)))
        {
            await UploadAsync("documents", "before/é #1.txt", "old");
            await before.Seen.NextAsync<Arrival>();
        }

        await UploadAsync("documents", "zz-meanwhile.txt", "new");
        await using TestApp after = await StartAsync(typeof(BlobFunctions));

        // The listing is in the order of names, so the old blob had its chance before the new one.
        Assert.Equal("zz-meanwhile.txt", (await after.Seen.NextAsync<Arrival>()).Name);
        after.Seen.AssertNoMore();
    }

    [Fact]
    public async Task Another_host_id_calls_for_every_blob_again()
    {
        await using (TestApp first = await StartAsync(typeof(BlobFunctions)))
        {
            await UploadAsync("documents", "one.txt", "x");
            await first.Seen.NextAsync<Arrival>();
        }

        await using TestApp other = await StartAsync([typeof(BlobFunctions)], new() { ["AzureFunctionsWebHost__hostId"] = "another" });

        Assert.Equal("one.txt", (await other.Seen.NextAsync<Arrival>()).Name);
    }

    [Fact]
    public async Task The_receipt_is_an_empty_blob_named_as_the_real_host_names_it()
    {
        string etag;
        await using (TestApp app = await StartAsync([typeof(BlobFunctions)], new() { ["AzureFunctionsWebHost__hostId"] = "testhost" }))
        {
            etag = await UploadAsync("documents", "a/é.txt", "x");
            await app.Seen.NextAsync<Arrival>();
        }

        BlobProperties receipt = await Client("azure-webjobs-hosts", $"blobreceipts/testhost/Host.Functions.Arrived/{etag}/documents/a/é.txt").GetPropertiesAsync(cancellationToken: Stop);
        Assert.Equal(0, receipt.ContentLength);
        Assert.Matches("^\"0x[0-9A-F]+\"$", etag);
    }

    [Fact]
    public async Task A_failing_blob_is_tried_five_times_then_reported_and_left_alone()
    {
        var settings = new Dictionary<string, string?> { ["AzureFunctionsWebHost__hostId"] = "testhost" };
        string etag;
        await using (TestApp app = await StartAsync([typeof(FailingBlobFunctions)], settings))
        {
            etag = await UploadAsync("bad", "bad é.txt", "x");
            Assert.Equal(Enumerable.Repeat("bad é.txt", 5), await app.Seen.NextAsync<string>(5));
        }

        var poison = new QueueClient(_account, "webjobs-blobtrigger-poison");
        string message = Encoding.UTF8.GetString(Convert.FromBase64String((await poison.PeekMessageAsync(Stop)).Value.Body.ToString()));
        Assert.Equal(
            $$"""
            {
              "Type": "BlobTrigger",
              "FunctionId": "Host.Functions.Bad",
              "BlobType": "BlockBlob",
              "ContainerName": "bad",
              "BlobName": "bad é.txt",
              "ETag": "\"{{etag.Trim('"')}}\""
            }
            """, message);
        await UploadAsync("bad", "later.txt", "x");
        await using TestApp again = await StartAsync([typeof(FailingBlobFunctions)], settings);
        Assert.Equal("later.txt", await again.Seen.NextAsync<string>());
    }

    [Fact]
    public async Task The_poison_queue_is_there_before_the_first_failure()
    {
        await using TestApp app = await StartAsync(typeof(BlobFunctions));

        Assert.True(await new QueueClient(_account, "webjobs-blobtrigger-poison").ExistsAsync(Stop));
        Assert.False(await new BlobContainerClient(_account, "documents").ExistsAsync(Stop));
    }

    [Fact]
    public async Task A_pattern_takes_settings_and_splits_at_the_last_slash_and_the_last_dot()
    {
        await using TestApp app = await StartAsync([typeof(TextBlobFunctions)], new() { ["Container"] = "texts" });
        await UploadAsync("texts", "no-folder.txt", "x");
        await UploadAsync("texts", "x/no-extension", "x");

        await UploadAsync("texts", "x/y/two.dots.gz", "é text");

        Assert.Equal("x/y|two.dots|gz|é text", await app.Seen.NextAsync<string>());
    }

    [Fact]
    public async Task A_slow_blob_does_not_hold_up_the_next()
    {
        await using TestApp app = await StartAsync(typeof(SlowBlobFunctions));
        try
        {
            await UploadAsync("slow", "slow", "x");
            await UploadAsync("slow", "swift", "x");
            Assert.Equal("swift", await app.Seen.NextAsync<string>());
        }
        finally
        {
            SlowBlobFunctions.Release.SetResult();
        }

        Assert.Equal("slow", await app.Seen.NextAsync<string>());
    }

    private Task<TestApp> StartAsync(params Type[] functions) => StartAsync(functions, []);

    private Task<TestApp> StartAsync(Type[] functions, Dictionary<string, string?> settings)
    {
        settings["AzureWebJobsStorage"] = _account;
        return TestApp.StartAsync(functions, settings);
    }

    private BlobClient Client(string container, string name) => new BlobContainerClient(_account, container).GetBlobClient(name);

    /// <returns>The ETag with its quotes.</returns>
    private async Task<string> UploadAsync(string container, string name, string content, Dictionary<string, string>? metadata = null)
    {
        await new BlobContainerClient(_account, container).CreateIfNotExistsAsync(cancellationToken: Stop);
        BlobContentInfo info = await Client(container, name).UploadAsync(BinaryData.FromString(content), new BlobUploadOptions { Metadata = metadata }, Stop);
        return info.ETag.ToString("H");
    }
}
