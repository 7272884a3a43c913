using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using OcrFunctions.Tests.EmbeddedHost.Hosting;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.EmbeddedHost.Triggers;

/// <summary>Encodings, binding and the poison queue: the facts of recording 10.</summary>
public sealed class QueueTriggerTests(AzuriteFixture azurite)
{
    private readonly string _account = azurite.NewAccount();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"PageNumber":3,"FileName":"é.pdf"}""")]
    [InlineData("""{"pageNumber":3,"fileName":"é.pdf"}""")]
    public async Task A_JSON_message_becomes_the_parameters_type_whatever_its_case(string json)
    {
        await using TestApp app = await StartAsync();

        await SendAsync("jobs", Base64(json));

        Assert.Equal("3 é.pdf é.pdf 1", await app.Seen.NextAsync<string>());
    }

    [Fact]
    public async Task A_message_that_was_handled_is_gone()
    {
        await using (TestApp app = await StartAsync())
        {
            await SendAsync("texts", Base64("text é"));
            Assert.Equal("text é", await app.Seen.NextAsync<string>());
        }

        QueueProperties queue = await new QueueClient(_account, "texts").GetPropertiesAsync(Stop);
        Assert.Equal(0, queue.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_failing_message_is_tried_five_times_and_then_poison_as_it_was()
    {
        await using TestApp app = await StartAsync();

        await SendAsync("failing", Base64("bad"));

        Assert.Equal(["bad 1", "bad 2", "bad 3", "bad 4", "bad 5"], await app.Seen.NextAsync<string>(5));
        Assert.Equal(Base64("bad"), await PoisonAsync("failing-poison"));
    }

    [Fact]
    public async Task A_message_that_is_not_base64_is_poison_at_once_and_unseen()
    {
        await using TestApp app = await StartAsync();

        await SendAsync("texts", "plain text, no base64");

        Assert.Equal("plain text, no base64", await PoisonAsync("texts-poison"));
        app.Seen.AssertNoMore();
    }

    [Fact]
    public async Task Plain_text_is_taken_where_host_json_says_so()
    {
        await using TestApp app = await StartAsync("""{ "version": "2.0", "extensions": { "queues": { "messageEncoding": "none" } } }""");

        await SendAsync("texts", "plain text, no base64");

        Assert.Equal("plain text, no base64", await app.Seen.NextAsync<string>());
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private Task<TestApp> StartAsync(string? hostJson = null) =>
        TestApp.StartAsync([typeof(QueueFunctions)], new() { ["AzureWebJobsStorage"] = _account }, hostJson);

    private async Task SendAsync(string name, string message)
    {
        var queue = new QueueClient(_account, name);
        await queue.CreateIfNotExistsAsync(cancellationToken: Stop);
        await queue.SendMessageAsync(message, Stop);
    }

    /// <summary>The first message that comes to a queue which the host makes when it needs it.</summary>
    private async Task<string> PoisonAsync(string name)
    {
        var queue = new QueueClient(_account, name);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (await queue.ExistsAsync(patience.Token) && (await queue.PeekMessageAsync(patience.Token)).Value is { } message)
                return message.Body.ToString();
            await Task.Delay(50, patience.Token);
        }
    }
}
