using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Faults;

/// <summary>The host is killed, alone and with its worker.</summary>
public sealed class KilledHostTests(AzuriteFixture azurite) : KilledProcesses(azurite)
{
    [Fact]
    public async Task When_the_host_is_killed_its_worker_ends_and_the_next_host_continues()
    {
        await using AppHarness app = await StartAsync();
        string id = await HalfReadAsync(app);
        int worker = app.Host.WorkerProcessId!.Value;

        await app.Host.KillAsync();
        await ProcessTable.Until(() => !ProcessTable.IsAlive(worker), TimeSpan.FromSeconds(10), "the worker ends with its host");
        await app.Host.StartAgainAsync();

        await AssertWholeAsync(app, id);
    }

    [Fact]
    public async Task When_host_and_worker_are_killed_the_next_host_continues()
    {
        await using AppHarness app = await StartAsync();
        string id = await HalfReadAsync(app);

        await app.Host.KillBothAsync();
        await app.Host.StartAgainAsync();

        await AssertWholeAsync(app, id);
    }
}
