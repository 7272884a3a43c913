using System.Diagnostics;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Faults;

/// <summary>Two hosts on one task hub, one of them killed.</summary>
public sealed class KilledOneOfTwoHostsTests(AzuriteFixture azurite) : KilledProcesses(azurite)
{
    [Fact]
    public async Task When_one_of_two_hosts_on_a_hub_is_killed_the_other_one_finishes_its_document()
    {
        await using AppHarness one = await StartAsync();
        await using AppHarness other = await StartAsync(one.Account);
        string id = await HalfReadAsync(one);

        await one.Host.KillBothAsync();

        long killed = Stopwatch.GetTimestamp();
        await AssertWholeAsync(other, id);
        TestContext.Current.SendDiagnosticMessage($"ended {Stopwatch.GetElapsedTime(killed).TotalSeconds:F1} s after the kill");
    }
}
