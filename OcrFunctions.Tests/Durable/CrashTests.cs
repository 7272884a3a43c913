using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class CrashTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Activities_that_finished_before_a_crash_are_not_run_again_and_every_event_is_there_once()
    {
        await using var hub = new TestHub(azurite) { ActivitiesAtOnce = 2 };
        var calls = new ConcurrentQueue<int>();
        var third = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stuck = new CancellationTokenSource();
        bool crashed = false;
        hub.Functions
            .ActivityAsync<int, int>("Step", async n =>
            {
                calls.Enqueue(n);
                if (n == 3 && !crashed)
                {
                    third.TrySetResult();
                    await Task.Delay(Timeout.Infinite, stuck.Token);
                }

                return n;
            })
            .Orchestrator("Steps", async c =>
            {
                int sum = 0;
                for (int n = 1; n <= 5; n++)
                    sum += await c.CallActivityAsync<int>("Step", n);
                return sum;
            });
        await hub.StartAsync();
        await hub.ScheduleAsync("Steps", id: "s");
        await third.Task.WaitAsync(TestHub.Patience, Cancelled);

        await hub.CrashAsync();
        crashed = true;
        await hub.StartAsync();

        Assert.Equal(15, (await hub.FinishedAsync("s")).ReadOutputAs<int>());
        Assert.Equal([1, 2, 3, 3, 4, 5], calls);
        Assert.Equal(["ExecutionStarted", "TaskCompleted", "TaskCompleted", "TaskCompleted", "TaskCompleted", "TaskCompleted", "ExecutionCompleted"], await hub.HistoryAsync("s"));
        await stuck.CancelAsync();
    }

    [Fact]
    public async Task Events_children_timers_and_waits_survive_a_crash()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var hub = new TestHub(azurite) { Time = time };
        hub.Functions
            .Orchestrator("Child", async c => await c.WaitForExternalEvent<string>("child") + c.Parent!.InstanceId)
            .Orchestrator("Parent", async c =>
            {
                Task<string> child = c.CallSubOrchestratorAsync<string>("Child", options: new SubOrchestrationOptions(instanceId: "child"));
                Task timer = c.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                string early = await c.WaitForExternalEvent<string>("parent");
                await timer;
                return $"{early} {await child}";
            });
        await hub.StartAsync();
        await hub.ScheduleAsync("Parent", id: "p");
        await hub.StartedAsync("child");
        await hub.Client.RaiseEventAsync("p", "parent", "kept", Cancelled);

        await hub.CrashAsync();
        await hub.StartAsync();
        await hub.Client.RaiseEventAsync("child", "child", "from ", Cancelled);
        await hub.FinishedAsync("child");
        await hub.CrashAsync();
        time.Advance(TimeSpan.FromHours(2));
        await hub.StartAsync();

        Assert.Equal("kept from p", (await hub.FinishedAsync("p")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_orderly_stop_keeps_the_results_of_the_activities_that_run()
    {
        await using var hub = new TestHub(azurite);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;
        hub.Functions
            .ActivityAsync<string, string>("Slow", async s =>
            {
                Interlocked.Increment(ref calls);
                begun.TrySetResult();
                await finish.Task;
                return s!;
            })
            .Orchestrator("Calls", c => c.CallActivityAsync<string>("Slow", "kept"));
        await hub.StartAsync();
        await hub.ScheduleAsync("Calls", id: "c");
        await begun.Task.WaitAsync(TestHub.Patience, Cancelled);

        Task stop = hub.StopAsync();
        finish.SetResult();
        await stop;
        await hub.StartAsync();

        Assert.Equal("kept", (await hub.FinishedAsync("c")).ReadOutputAs<string>());
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task An_orderly_stop_waits_for_so_long_and_then_gives_back_what_still_runs()
    {
        await using var hub = new TestHub(azurite) { StopPatience = TimeSpan.FromSeconds(1) };
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;
        hub.Functions
            .ActivityAsync<string, string>("Slow", async s =>
            {
                if (Interlocked.Increment(ref calls) > 1)
                    return s!;
                begun.TrySetResult();
                await never.Task;
                return "of the first call";
            })
            .Orchestrator("Calls", c => c.CallActivityAsync<string>("Slow", "given back"));
        await hub.StartAsync();
        await hub.ScheduleAsync("Calls", id: "c");
        await begun.Task.WaitAsync(TestHub.Patience, Cancelled);

        await hub.Runtime.StopAsync(Cancelled).WaitAsync(TimeSpan.FromSeconds(10), Cancelled);
        await hub.StartAsync();

        Assert.Equal("given back", (await hub.FinishedAsync("c")).ReadOutputAs<string>());
        Assert.Equal(2, calls);
        never.SetResult();
        Assert.Equal(["ExecutionStarted", "TaskCompleted", "ExecutionCompleted"], await hub.HistoryAsync("c"));
    }

    [Fact]
    public async Task Large_payloads_survive_a_crash()
    {
        await using var hub = new TestHub(azurite);
        string large = new('é', 500_000);
        hub.Functions
            .Activity<string, string>("Echo", s => s!)
            .Orchestrator("Large", async c =>
            {
                string back = await c.CallActivityAsync<string>("Echo", c.GetInput<string>());
                await c.WaitForExternalEvent<string>("go");
                return back;
            });
        await hub.StartAsync();
        await hub.ScheduleAsync("Large", large, "l");
        await hub.Client.RaiseEventAsync("l", "other", "x", Cancelled);
        await hub.CrashAsync();
        await hub.StartAsync();
        await hub.Client.RaiseEventAsync("l", "go", "x", Cancelled);

        OrchestrationMetadata done = await hub.FinishedAsync("l");
        Assert.Equal(large, done.ReadOutputAs<string>());
        Assert.Equal(large, done.ReadInputAs<string>());
    }
}
