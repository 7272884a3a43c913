using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class TimerTests(AzuriteFixture azurite)
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_timer_fires_when_its_time_has_come_and_not_before()
    {
        await using var hub = new TestHub(azurite) { Time = _time };
        hub.Functions.Orchestrator("Sleep", async c =>
        {
            DateTime before = c.CurrentUtcDateTime;
            c.SetCustomStatus("asleep");
            await c.CreateTimer(TimeSpan.FromHours(100), CancellationToken.None);
            return c.CurrentUtcDateTime - before;
        });
        await hub.StartAsync();
        await hub.ScheduleAsync("Sleep", id: "s");
        await hub.StartedAsync("s");

        _time.Advance(TimeSpan.FromHours(100) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.GetAsync("s"))!.RuntimeStatus);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromHours(100), (await hub.FinishedAsync("s")).ReadOutputAs<TimeSpan>());
    }

    [Fact]
    public async Task Past_and_zero_timers_fire_at_once()
    {
        await using var hub = new TestHub(azurite) { Time = _time };
        hub.Functions.Orchestrator("Now", async c =>
        {
            await c.CreateTimer(TimeSpan.Zero, CancellationToken.None);
            await c.CreateTimer(TimeSpan.FromSeconds(-5), CancellationToken.None);
            return c.CurrentUtcDateTime.Kind;
        });
        await hub.StartAsync();

        Assert.Equal(DateTimeKind.Utc, (await hub.RunAsync("Now")).ReadOutputAs<DateTimeKind>());
    }

    [Fact]
    public async Task A_cancelled_timer_does_not_keep_its_orchestration_alive()
    {
        await using var hub = new TestHub(azurite) { Time = _time };
        hub.Functions.Orchestrator("Cancels", async c =>
        {
            using var stop = new CancellationTokenSource();
            Task timer = c.CreateTimer(TimeSpan.FromDays(1), stop.Token);
            stop.Cancel();
            TaskCanceledException e = await Assert.ThrowsAsync<TaskCanceledException>(() => timer);
            return e.Message;
        });
        await hub.StartAsync();

        Assert.Equal("A task was canceled.", (await hub.RunAsync("Cancels")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_orchestrator_that_returns_while_a_timer_is_alive_completes_when_it_fires()
    {
        await using var hub = new TestHub(azurite) { Time = _time };
        hub.Functions.Orchestrator("Leaves", c =>
        {
            _ = c.CreateTimer(TimeSpan.FromSeconds(8), CancellationToken.None);
            return Task.FromResult("left");
        });
        await hub.StartAsync();
        await hub.ScheduleAsync("Leaves", id: "l");
        await hub.StartedAsync("l");
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.GetAsync("l"))!.RuntimeStatus);

        _time.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal("left", (await hub.FinishedAsync("l")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_run_that_is_scheduled_for_later_is_pending_until_then_also_after_a_restart()
    {
        await using var hub = new TestHub(azurite) { Time = _time };
        hub.Functions.Orchestrator("Later", c => c.WaitForExternalEvent<string>("early"));
        await hub.StartAsync();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "Later", new StartOrchestrationOptions("later", _time.GetUtcNow().AddHours(1)), TestContext.Current.CancellationToken);
        await hub.Client.RaiseEventAsync("later", "early", "kept", TestContext.Current.CancellationToken);
        await hub.CrashAsync();
        await hub.StartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await hub.GetAsync("later"))!.RuntimeStatus);

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("kept", (await hub.FinishedAsync("later")).ReadOutputAs<string>());
    }
}
