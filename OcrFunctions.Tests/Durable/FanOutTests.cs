using Microsoft.DurableTask.Client;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class FanOutTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Activities_run_in_parallel_and_their_results_come_back_in_order()
    {
        await using var hub = new TestHub(azurite) { ActivitiesAtOnce = 5 };
        using var all = new Barrier(5);
        hub.Functions
            .Activity<int, int>("Double", n => all.SignalAndWait(TestHub.Patience) ? n * 2 : -1)
            .Orchestrator("FanOut", async c => await Task.WhenAll(Enumerable.Range(1, 5).Select(n => c.CallActivityAsync<int>("Double", n))));
        await hub.StartAsync();

        OrchestrationMetadata done = await hub.RunAsync("FanOut");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal("[2,4,6,8,10]", done.SerializedOutput);
    }

    [Fact]
    public async Task An_orchestration_that_calls_nothing_completes_with_what_it_returns()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Quick", c => Task.FromResult(c.GetInput<string>() + "!"));
        await hub.StartAsync();

        Assert.Equal("quick!", (await hub.RunAsync("quick", "quick")).ReadOutputAs<string>());
    }
}
