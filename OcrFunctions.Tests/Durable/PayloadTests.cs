using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class PayloadTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Payloads_are_plain_System_Text_Json()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Echo", c =>
        {
            c.SetCustomStatus(new { pageNumber = 1, Text = "é<" });
            return Task.FromResult(c.GetInput<Page>());
        });
        await hub.StartAsync();

        OrchestrationMetadata done = await hub.RunAsync("Echo", new { pagenumber = 3, COLOUR = 1 });

        Assert.Equal("{\"pagenumber\":3,\"COLOUR\":1}", done.SerializedInput);
        Assert.Equal("{\"PageNumber\":3,\"Colour\":1,\"file_name\":null}", done.SerializedOutput);
        Assert.Equal("{\"pageNumber\":1,\"Text\":\"\\u00E9\\u003C\"}", done.SerializedCustomStatus);
    }

    [Fact]
    public async Task Nothing_is_ever_shared_by_reference()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Activity<List<int>, int>("Clear", list =>
            {
                list!.Clear();
                return 0;
            })
            .Orchestrator("Keeps", async c =>
            {
                List<int> list = [1, 2];
                await c.CallActivityAsync("Clear", list);
                return list;
            });
        await hub.StartAsync();

        Assert.Equal("[1,2]", (await hub.RunAsync("Keeps")).SerializedOutput);
    }

    [Fact]
    public async Task Results_that_do_not_fit_throw_at_the_await_and_missing_ones_are_the_default()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Activity<string, string?>("Echo", s => s)
            .Orchestrator("Reads", async c =>
            {
                await Assert.ThrowsAsync<JsonException>(() => c.CallActivityAsync<int>("Echo", "no number"));
                return new { missing = c.GetInput<int>(), jsonStaysText = await c.CallActivityAsync<string>("Echo", "{\"a\":1}") };
            });
        await hub.StartAsync();

        Assert.Equal("{\"missing\":0,\"jsonStaysText\":\"{\\u0022a\\u0022:1}\"}", (await hub.RunAsync("Reads")).SerializedOutput);
    }

    [Fact]
    public async Task A_polymorphic_value_keeps_its_kind_only_on_the_way_to_an_activity()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Activity<Shape, string>("Kind", s => s!.GetType().Name)
            .Orchestrator("Shapes", async c =>
            {
                c.SetCustomStatus(await c.CallActivityAsync<string>("Kind", new Circle(2)));
                return (Shape)new Circle(2);
            });
        await hub.StartAsync();

        OrchestrationMetadata done = await hub.RunAsync("Shapes");
        Assert.Equal(("\"Circle\"", "{\"Radius\":2}"), (done.SerializedCustomStatus, done.SerializedOutput));
    }

    [Fact]
    public async Task A_byte_array_by_itself_is_refused_by_an_activity()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Activity<byte[], int>("Length", b => b!.Length)
            .Orchestrator("Bytes", async c => (await Assert.ThrowsAsync<TaskFailedException>(() => c.CallActivityAsync("Length", new byte[3]))).FailureDetails.ToString());
        await hub.StartAsync();

        Assert.Equal(
            "System.InvalidOperationException: Expected converter source to be a string, received System.ReadOnlyMemory`1[System.Byte].",
            (await hub.RunAsync("Bytes")).ReadOutputAs<string>());
    }

    private enum Colour
    {
        Red,
        Green,
    }

    private sealed record Page(int PageNumber, Colour Colour, [property: JsonPropertyName("file_name")] string? FileName);

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
    [JsonDerivedType(typeof(Circle), "circle")]
    private abstract record Shape;

    private sealed record Circle(double Radius) : Shape;
}
