using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class ContinueAsNewTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_generation_begins_with_an_empty_history_and_its_own_input()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Activity<int, int>("Less", n => n - 1)
            .Orchestrator("Loop", async c =>
            {
                int left = await c.CallActivityAsync<int>("Less", c.GetInput<int>());
                if (left > 0)
                    c.ContinueAsNew(left);
                return left;
            });
        await hub.StartAsync();

        Assert.Equal(("1", "0"), ((await hub.RunAsync("Loop", 4, "l")).SerializedInput, (await hub.GetAsync("l"))!.SerializedOutput));
        Assert.Equal(["ExecutionStarted", "TaskCompleted", "ExecutionCompleted"], await hub.HistoryAsync("l"));
    }

    [Theory]
    [InlineData(true, "kept")]
    [InlineData(false, "late")]
    public async Task Events_that_nobody_has_waited_for_are_kept_if_asked(bool preserve, string expected)
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Loop", async c =>
        {
            if (c.GetInput<int>() == 1)
                return await c.WaitForExternalEvent<string>("word");
            await c.WaitForExternalEvent<string>("next");
            c.ContinueAsNew(1, preserve);
            return "";
        });
        await hub.StartAsync();
        await hub.ScheduleAsync("Loop", 0, "l");

        await hub.Client.RaiseEventAsync("l", "word", "kept", Cancelled);
        await hub.Client.RaiseEventAsync("l", "next", "x", Cancelled);
        await hub.CrashAsync();
        await hub.StartAsync();
        if (!preserve)
            await hub.Client.RaiseEventAsync("l", "word", "late", Cancelled);

        Assert.Equal(expected, (await hub.FinishedAsync("l")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_loop_without_any_wait_can_be_terminated()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Spins", c =>
        {
            c.ContinueAsNew(c.GetInput<int>() + 1);
            return Task.FromResult(0);
        });
        await hub.StartAsync();
        await hub.ScheduleAsync("Spins", 0, "s");
        await hub.StartedAsync("s");

        await hub.Client.TerminateInstanceAsync("s", (object)"enough", Cancelled);

        Assert.Equal("enough", (await hub.FinishedAsync("s")).ReadOutputAs<string>());
    }
}
