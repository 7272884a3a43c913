using Grpc.Core;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class EventTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_that_come_early_are_kept_and_names_ignore_case()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Waits", async c =>
        {
            string first = await c.WaitForExternalEvent<string>("now");
            return first + await c.WaitForExternalEvent<string>("GO");
        });
        await hub.StartAsync();
        await hub.ScheduleAsync("Waits", id: "w");

        await hub.Client.RaiseEventAsync("w", "go", "B", Cancelled);
        await hub.Client.RaiseEventAsync("w", "Now", "A", Cancelled);

        Assert.Equal("AB", (await hub.FinishedAsync("w")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Of_two_open_waits_for_one_name_the_last_gets_the_first_event()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Waits", async c => await Task.WhenAll(c.WaitForExternalEvent<string>("go"), c.WaitForExternalEvent<string>("go")));
        await hub.StartAsync();
        await hub.ScheduleAsync("Waits", id: "w");
        await hub.StartedAsync("w");

        await hub.Client.RaiseEventAsync("w", "go", "A", Cancelled);
        await hub.Client.RaiseEventAsync("w", "go", "B", Cancelled);

        Assert.Equal("[\"B\",\"A\"]", (await hub.FinishedAsync("w")).SerializedOutput);
    }

    [Fact]
    public async Task A_wait_that_times_out_is_cancelled()
    {
        var time = new FakeTimeProvider();
        await using var hub = new TestHub(azurite) { Time = time };
        hub.Functions.Orchestrator("Waits", async c =>
            (await Assert.ThrowsAsync<TaskCanceledException>(() => c.WaitForExternalEvent<string>("go", TimeSpan.FromMinutes(5), CancellationToken.None))).Message);
        await hub.StartAsync();
        await hub.ScheduleAsync("Waits", id: "w");
        await hub.StartedAsync("w");

        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("A task was canceled.", (await hub.FinishedAsync("w")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_wait_that_is_served_in_time_leaves_its_timer_unfired()
    {
        await using var hub = new TestHub(azurite) { Time = new FakeTimeProvider() };
        hub.Functions.Orchestrator("Waits", c => c.WaitForExternalEvent<string>("go", TimeSpan.FromMinutes(5), CancellationToken.None));
        await hub.StartAsync();
        await hub.ScheduleAsync("Waits", id: "w");
        await hub.Client.RaiseEventAsync("w", "go", "in time", Cancelled);

        Assert.Equal("in time", (await hub.FinishedAsync("w")).ReadOutputAs<string>());
        Assert.DoesNotContain("TimerFired", await hub.HistoryAsync("w"));
    }

    [Fact]
    public async Task An_event_of_the_wrong_type_fails_the_orchestration_uncatchably()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Waits", async c =>
        {
            try
            {
                return await c.WaitForExternalEvent<int>("go");
            }
            catch (Exception)
            {
                return -1;
            }
        });
        await hub.StartAsync();
        await hub.ScheduleAsync("Waits", id: "w");
        await hub.StartedAsync("w");

        await hub.Client.RaiseEventAsync("w", "go", "no number", Cancelled);

        OrchestrationMetadata failed = await hub.FinishedAsync("w");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.StartsWith("{\"message\":\"Function 'Waits' failed with an unhandled exception.\"", failed.SerializedOutput);
    }

    [Fact]
    public async Task Raising_an_event_for_nobody_is_not_found_and_for_a_finished_one_is_refused()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Quick", _ => Task.FromResult(1));
        await hub.StartAsync();
        await hub.RunAsync("Quick", id: "done");

        RpcException nobody = await Assert.ThrowsAsync<RpcException>(() => hub.Client.RaiseEventAsync("nobody", "go", "x", Cancelled));
        RpcException done = await Assert.ThrowsAsync<RpcException>(() => hub.Client.RaiseEventAsync("done", "go", "x", Cancelled));

        Assert.Equal("Status(StatusCode=\"NotFound\", Detail=\"No instance with ID 'nobody' was found. (Parameter 'instanceId')\")", nobody.Message);
        Assert.Equal("Status(StatusCode=\"FailedPrecondition\", Detail=\"The orchestration instance with the provided instance id is not running.\")", done.Message);
    }

    [Fact]
    public async Task One_orchestration_sends_another_an_event()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Orchestrator("Waits", c => c.WaitForExternalEvent<int>("go"))
            .Orchestrator("Sends", c =>
            {
                c.SendEvent("w", "go", 7);
                c.SendEvent("nobody", "go", 7);
                return Task.FromResult("sent");
            });
        await hub.StartAsync();
        await hub.ScheduleAsync("Waits", id: "w");
        await hub.StartedAsync("w");

        Assert.Equal("sent", (await hub.RunAsync("Sends")).ReadOutputAs<string>());
        Assert.Equal(7, (await hub.FinishedAsync("w")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task While_suspended_results_and_events_are_recorded_and_the_orchestrator_rests()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Waits", async c =>
        {
            c.SetCustomStatus("waiting");
            string got = await c.WaitForExternalEvent<string>("go");
            c.SetCustomStatus("went");
            return $"{got} {c.IsReplaying}";
        });
        await hub.StartAsync();
        await hub.ScheduleAsync("Waits", id: "w");
        await hub.StartedAsync("w");

        await hub.Client.SuspendInstanceAsync("w", "pause", Cancelled);
        await hub.Client.RaiseEventAsync("w", "go", "on", Cancelled);
        OrchestrationMetadata resting = (await hub.GetAsync("w"))!;
        RpcException twice = await Assert.ThrowsAsync<RpcException>(() => hub.Client.SuspendInstanceAsync("w", "again", Cancelled));
        await hub.Client.ResumeInstanceAsync("w", "play", Cancelled);

        Assert.Equal((OrchestrationRuntimeStatus.Suspended, "pause", "\"waiting\""), (resting.RuntimeStatus, resting.SerializedOutput, resting.SerializedCustomStatus));
        Assert.Contains("Cannot suspend the orchestration instance w because instance is in the Suspended state.", twice.Message);
        Assert.Equal("on False", (await hub.FinishedAsync("w")).ReadOutputAs<string>());
        Assert.Equal(["ExecutionStarted", "ExecutionSuspended", "EventRaised", "ExecutionResumed", "ExecutionCompleted"], await hub.HistoryAsync("w"));
    }
}
