using System.Diagnostics;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.LocalHost.Recordings;

namespace OcrFunctions.Tests.LocalHost;

/// <summary>Two hosts on one storage account and task hub.</summary>
public sealed class TwoHostsTests(AzuriteFixture azurite)
{
    /// <summary>
    /// The lease of the killed host's partition, 30 s, or the visibility time-out of a message that it had in memory, a minute; and what is
    /// left to do.
    /// </summary>
    private static readonly TimeSpan TakeOver = TimeSpan.FromSeconds(90);

    /// <summary>Activities that a host runs at the same time.</summary>
    private const int AtOnce = 4;

    [Fact]
    public async Task Two_hosts_share_activities_and_one_finishes_those_of_the_other_after_it_is_killed()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        // Few at a time, so that both are needed.
        (string, string)[] settings = [("AzureFunctionsJobHost:extensions:durableTask:maxConcurrentActivityFunctions", $"{AtOnce}")];
        HostProcess first = await app.StartAsync(settings), second = await app.StartAsync(settings);
        await app.HoldAsync(second, "shared", count: 40, seconds: 1);
        await ProcessTable.Until(() => app.JournalByWorker is { Count: 2 } both && both.Values.All(lines => lines.Length > 0), TakeOver,
            "both work");
        await app.RunningAsync(second, "shared");

        int killedWorker = first.WorkerProcessId!.Value;
        await first.KillBothAsync();

        long killed = Stopwatch.GetTimestamp();
        string[] result = await app.ResultAsync(second, "shared", TakeOver);
        Assert.True(Stopwatch.GetElapsedTime(killed) < TakeOver);
        Assert.Equal(Enumerable.Range(1, 40).Select(number => $"shared-{number}"), result);
        // An activity whose end the killed host had not yet recorded runs again: at most those that it had in hand, and none of the other
        // host's.
        string[] twice = [.. result.Where(name => app.Journal.Count(line => line == $"end {name}") > 1)];
        Assert.True(twice.Length <= AtOnce, $"More than {AtOnce} ended twice: {string.Join(", ", twice)}.");
        Assert.All(twice, name => Assert.Contains($"end {name}", app.JournalByWorker[killedWorker]));
    }

    [Fact]
    public async Task A_timer_runs_on_one_host_and_moves_when_that_host_is_killed()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        (string, string)[] settings = [($"AzureWebJobs.{ProbeHost.OwnTimer}.Disabled", "false")];
        HostProcess first = await app.StartAsync(settings);
        await app.UntilNotedAsync("beat", 2);
        int owner = first.WorkerProcessId!.Value;
        HostProcess second = await app.StartAsync(settings);
        int other = await app.PingAsync(second);
        int beats = app.JournalByWorker[owner].Length;
        await app.UntilNotedAsync("beat", beats + 3);
        Assert.DoesNotContain(other, app.JournalByWorker.Keys);

        await first.KillBothAsync();

        await ProcessTable.Until(() => app.JournalByWorker.ContainsKey(other), TakeOver, "the other host's timer");
    }
}
