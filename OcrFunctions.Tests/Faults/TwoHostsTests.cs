using System.Diagnostics;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Storage;
using OcrFunctions.Tests.Faults.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Faults;

/// <summary>Two hosts on one task hub. By hand: FAULTS_SLEEP=120 for a sleep of two minutes.</summary>
public sealed class TwoHostsTests(AzuriteFixture azurite) : IDisposable
{
    private const int Branches = 4, Steps = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly (string, string) ShortLease = ("EmbeddedHost__LeaseSeconds", "15");

    private readonly string _folder = Directory.CreateTempSubdirectory("ocrfunctions-hosts-").FullName;

    private string Journal => Path.Combine(_folder, "journal");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("here")]
    [InlineData("elsewhere")]
    public async Task When_the_active_host_is_killed_the_other_one_finishes_its_work_within_a_minute(string machine)
    {
        string account = azurite.NewAccount();
        var hub = new StoredHub(account);
        using CrashTarget active = CrashTarget.Start(account, Journal, ("EmbeddedHost__MachineName", machine));
        await active.ReadyAsync(Patience);
        using CrashTarget other = CrashTarget.Start(account, Journal, ("EmbeddedHost__MachineName", "here"));
        await active.StartInstanceAsync("work", Branches, Steps, 300);
        await UntilAsync(() => Ran(active) > 5 && other.Said.Contains("waiting for it to end", StringComparison.Ordinal), "the work is under way and the other host waits");

        await active.KillAsync();
        long killed = Stopwatch.GetTimestamp();
        InstanceState done = await hub.EndAsync("work", Patience, () => other.Said);

        TestContext.Current.SendDiagnosticMessage($"owner {machine}: its work was finished {Stopwatch.GetElapsedTime(killed).TotalSeconds:F1} s after the kill");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.Status);
        Assert.True(Ran(other) > 0);
        await hub.AssertWholeAsync("work");
        for (int branch = 0; branch < Branches; branch++)
            await hub.AssertWholeAsync($"work-{branch}");
    }

    [Fact]
    public async Task An_owner_that_slept_through_its_lease_writes_nothing_more_and_waits_in_line()
    {
        string account = azurite.NewAccount();
        var hub = new StoredHub(account);
        using CrashTarget sleeper = CrashTarget.Start(account, Journal, ShortLease);
        await sleeper.ReadyAsync(Patience);
        await sleeper.StartInstanceAsync("work", Branches, Steps, 300);
        await UntilAsync(() => Ran(sleeper) > 5, "the work is under way");
        await sleeper.SleepAsync();
        long asleep = Stopwatch.GetTimestamp();

        using CrashTarget other = CrashTarget.Start(account, Journal, ShortLease);
        await other.ReadyAsync(Patience);
        TestContext.Current.SendDiagnosticMessage($"a sleeper's hub was taken over after {Stopwatch.GetElapsedTime(asleep).TotalSeconds:F1} s");
        await hub.EndAsync("work", Patience, () => other.Said);
        if (int.TryParse(Environment.GetEnvironmentVariable("FAULTS_SLEEP"), out int seconds))
            await Task.Delay(TimeSpan.FromSeconds(seconds) - Stopwatch.GetElapsedTime(asleep), Stop);
        IReadOnlyDictionary<string, string> before = await hub.FingerprintAsync();
        List<HistoryEvent> history = await hub.AssertWholeAsync("work");

        await sleeper.WakeAsync();
        await UntilAsync(() => sleeper.Said.Contains("writes nothing more", StringComparison.Ordinal), "the sleeper sees that its hub is lost");
        await UntilAsync(() => sleeper.Said.Contains("waiting for it to end", StringComparison.Ordinal), "the sleeper waits in line");

        // Its activities ran on and wanted to store their results.
        Assert.Equal(before, await hub.FingerprintAsync());
        Assert.Equal(history, await hub.HistoryAsync("work"));
        Assert.True(other.IsRunning);
        await other.KillAsync();
        await UntilAsync(() => sleeper.Said.Contains("is ours; 0 unfinished", StringComparison.Ordinal), "the sleeper gets the hub back");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(late.IsCancellationRequested, $"It never came to this: {what}.");
            await Task.Delay(20, Stop);
        }
    }

    /// <summary>Activity calls that a process has begun.</summary>
    private int Ran(CrashTarget target) => File.Exists(Journal) ? File.ReadAllLines(Journal).Count(line => line.EndsWith($"@{target.ProcessId}", StringComparison.Ordinal)) : 0;
}
