using System.Diagnostics;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.LocalHost;

/// <summary>Hosts that are stopped, killed or suspended while activities run.</summary>
public sealed class StopTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan MaxStop = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SIGTERM_stops_within_five_seconds_and_the_activity_runs_again_after_the_next_start(bool stubborn)
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        HostProcess host = await app.StartAsync();
        await app.HoldAsync(host, "held", count: 1, seconds: 15, stubborn: stubborn);
        await app.UntilNotedAsync("begin held-1");
        await app.RunningAsync(host, "held");
        int worker = host.WorkerProcessId!.Value;

        long asked = Stopwatch.GetTimestamp();
        Assert.Equal(0, await host.StopAsync());
        TimeSpan took = Stopwatch.GetElapsedTime(asked);
        Assert.True(took < MaxStop, $"It took {took}. {host.Said}");
        Assert.False(ProcessTable.IsAlive(worker));

        await host.StartAgainAsync();
        Assert.Equal(["held-1"], await app.ResultAsync(host, "held"));
        Assert.Equal(2, app.Journal.Count(line => line == "begin held-1"));
        Assert.Single(app.Journal, "end held-1");
    }

    [Fact]
    public async Task Activities_of_a_host_that_was_killed_with_its_worker_run_again_after_the_next_start()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        HostProcess host = await app.StartAsync();
        await app.HoldAsync(host, "held", count: 2, seconds: 5);
        await app.UntilNotedAsync("begin", 2);
        await app.RunningAsync(host, "held");

        await host.KillBothAsync();
        await host.StartAgainAsync();

        Assert.Equal(["held-1", "held-2"], await app.ResultAsync(host, "held"));
    }

    [Fact]
    public async Task A_host_that_was_suspended_continues_where_it_was()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        HostProcess host = await app.StartAsync();
        await app.HoldAsync(host, "held", count: 6, seconds: 1);
        await app.UntilNotedAsync("begin");

        await host.SuspendAsync();
        // Longer than an activity's message stays invisible.
        await Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await host.ResumeAsync();

        Assert.Equal(6, (await app.ResultAsync(host, "held")).Distinct().Count());
    }
}
