using System.Diagnostics;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Faults;

/// <summary>The worker is killed, or the host is asked to end.</summary>
public sealed class KilledWorkerTests(AzuriteFixture azurite) : KilledProcesses(azurite)
{
    [Fact]
    public async Task When_the_worker_is_killed_another_one_continues()
    {
        await using AppHarness app = await StartAsync();
        string id = await HalfReadAsync(app);

        await app.Host.KillWorkerAsync();

        await AssertWholeAsync(app, id);
    }

    [Fact]
    public async Task When_the_host_is_stopped_it_ends_within_five_seconds_and_the_next_one_continues()
    {
        await using AppHarness app = await StartAsync();
        string id = await HalfReadAsync(app);

        long stopped = Stopwatch.GetTimestamp();
        Assert.Equal(0, await app.Host.StopAsync());
        TestContext.Current.SendDiagnosticMessage($"stopped in {Stopwatch.GetElapsedTime(stopped).TotalSeconds:F1} s");
        await app.Host.StartAgainAsync();

        await AssertWholeAsync(app, id);
    }
}
