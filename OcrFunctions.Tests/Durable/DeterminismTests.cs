using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class DeterminismTests(AzuriteFixture azurite)
{
    private const string Cause = "Was a change made to the orchestrator code after this instance had already started running?";
    private const string Prefix = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException: Non-Deterministic workflow detected: "
        + "A previous execution of this orchestration scheduled an activity task with sequence ";

    [Fact]
    public Task Another_activity_name_is_noticed() => FailsAsync(
        c => c.CallActivityAsync("Double", 1),
        $"{Prefix}number 0 named 'Echo', but the current orchestration replay instead scheduled an activity task named 'Double' with this sequence number.  {Cause}");

    [Fact]
    public Task A_timer_instead_of_an_activity_is_noticed() => FailsAsync(
        c => c.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None),
        $"{Prefix}number 0 named 'Echo', but the current orchestration replay instead produced a CreateTimerOrchestratorAction action with this sequence number. {Cause}");

    [Fact]
    public Task A_child_instead_of_an_activity_is_noticed() => FailsAsync(
        c => c.CallSubOrchestratorAsync("Other"),
        $"{Prefix}number 0 named 'Echo', but the current orchestration replay instead produced a CreateSubOrchestrationAction action with this sequence number. {Cause}");

    [Fact]
    public Task An_activity_that_is_no_longer_called_is_noticed() => FailsAsync(
        _ => Task.CompletedTask,
        $"{Prefix}ID 0 and name 'Echo' (version ''), but the current replay execution hasn't (yet?) scheduled this task. {Cause}");

    [Theory]
    [InlineData("delay")]
    [InlineData("delay after an activity")]
    [InlineData("pool")]
    [InlineData("configure await")]
    [InlineData("delay beside an activity")]
    public async Task An_await_of_something_that_is_not_durable_fails_the_orchestration(string what)
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Activity<string, string>("Echo", s => s!)
            .Orchestrator("Impure", async c =>
            {
                switch (what)
                {
                    case "delay":
                        await Task.Delay(50, TestContext.Current.CancellationToken);
                        break;
                    case "delay after an activity":
                        await c.CallActivityAsync<string>("Echo", "one");
                        await Task.Delay(50, TestContext.Current.CancellationToken);
                        break;
                    case "pool":
                        await Task.Run(async () => await Task.Delay(50));
                        break;
                    case "configure await":
                        await c.CallActivityAsync<string>("Echo", "one").ConfigureAwait(false);
                        break;
                    case "delay beside an activity":
                        Task echo = c.CallActivityAsync<string>("Echo", "one");
                        await Task.Delay(50, TestContext.Current.CancellationToken);
                        await echo;
                        break;
                }

                return await c.CallActivityAsync<string>("Echo", "two");
            });
        await hub.StartAsync();

        OrchestrationMetadata failed = await hub.RunAsync("Impure");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.StartsWith("System.InvalidOperationException: An invalid asynchronous invocation was detected.", failed.SerializedOutput);
        Assert.Contains("'Impure'", failed.SerializedOutput);
    }

    [Fact]
    public async Task Ids_and_times_are_the_same_at_every_replay_and_each_pass_knows_whether_it_repeats()
    {
        await using var hub = new TestHub(azurite);
        var seen = new ConcurrentQueue<(string Where, bool Replaying, DateTime Now, Guid Id)>();
        hub.Functions
            .Activity<string, string>("Echo", s => s!)
            .Orchestrator("Replays", async c =>
            {
                seen.Enqueue(("start", c.IsReplaying, c.CurrentUtcDateTime, c.NewGuid()));
                await c.CallActivityAsync<string>("Echo", "1");
                seen.Enqueue(("after 1", c.IsReplaying, c.CurrentUtcDateTime, c.NewGuid()));
                await c.CallActivityAsync<string>("Echo", "2");
                seen.Enqueue(("after 2", c.IsReplaying, c.CurrentUtcDateTime, c.NewGuid()));
                return 0;
            });
        await hub.StartAsync();
        await hub.RunAsync("Replays");

        Assert.Equal(
            [("start", false), ("start", true), ("after 1", false), ("start", true), ("after 1", true), ("after 2", false)],
            seen.Select(s => (s.Where, s.Replaying)));
        Assert.All(seen.GroupBy(s => s.Where), g => Assert.Single(g.Select(s => (s.Now, s.Id)).Distinct()));
        Assert.Equal(3, seen.Select(s => s.Id).Distinct().Count());
        Assert.All(seen, s => Assert.Equal(5, s.Id.Version));
        Assert.Equal(seen.OrderBy(s => s.Where == "start" ? 0 : 1).ThenBy(s => s.Where).Select(s => s.Now), seen.Select(s => s.Now).Order());
    }

    [Fact]
    public async Task ContinueWith_and_Yield_stay_on_the_orchestrators_thread()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Activity<int, int>("Double", n => n * 2)
            .Orchestrator("Chains", async c =>
            {
                await Task.Yield();
                int six = await c.CallActivityAsync<int>("Double", 3).ContinueWith(t => t.Result, TaskScheduler.Current);
                return await c.CallActivityAsync<int>("Double", six);
            });
        await hub.StartAsync();

        Assert.Equal(12, (await hub.RunAsync("Chains")).ReadOutputAs<int>());
    }

    private async Task FailsAsync(Func<TaskOrchestrationContext, Task> second, string output)
    {
        await using var hub = new TestHub(azurite);
        int pass = 0;
        hub.Functions
            .Activity<string, string>("Echo", s => s!)
            .Orchestrator("Changed", async c =>
            {
                if (++pass == 1)
                    await c.CallActivityAsync<string>("Echo", "a");
                else
                    await second(c);
                return "end";
            });
        await hub.StartAsync();

        OrchestrationMetadata failed = await hub.RunAsync("Changed");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Equal(output, failed.SerializedOutput);
    }
}
