using System.Globalization;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.Tests.Faults.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Faults;

/// <summary>The long form: FAULTS_KILLS=20; another course of events: FAULTS_SEED.</summary>
public sealed class KilledHostTests(AzuriteFixture azurite) : IDisposable
{
    private const int Branches = 10, Steps = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly int Kills = Number("FAULTS_KILLS", 5), Seed = Number("FAULTS_SEED", 3);

    private readonly string _folder = Directory.CreateTempSubdirectory("ocrfunctions-kills-").FullName;

    private string Journal => Path.Combine(_folder, "journal");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_whose_host_is_killed_again_and_again_ends_as_undisturbed_work_does()
    {
        string account = azurite.NewAccount();
        var hub = new StoredHub(account);
        var chance = new Random(Seed);
        int milliseconds = Kills > 10 ? 400 : 100;
        CrashTarget target = CrashTarget.Start(account, Journal);
        try
        {
            await target.ReadyAsync(Patience);
            await target.StartInstanceAsync("killed", Branches, Steps, milliseconds);
            for (int kill = 1; kill <= Kills; kill++)
            {
                await MomentAsync(chance, kill);
                Assert.False((await hub.FindAsync("killed"))!.IsFinal, $"The work ended before kill {kill}: it proves too little.");
                await target.KillAsync();
                TestContext.Current.SendDiagnosticMessage($"seed {Seed}, kill {kill} after {Ran().Length} activity calls");
                target.Dispose();
                target = CrashTarget.Start(account, Journal);
            }

            await target.ReadyAsync(Patience);
            Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.EndAsync("killed", Patience, () => target.Said)).Status);
            string[] ran = Ran();
            await target.StartInstanceAsync("calm", Branches, Steps, 10);
            await hub.EndAsync("calm", Patience, () => target.Said);

            Assert.Equal(await hub.OutputAsync("calm"), await hub.OutputAsync("killed"));
            Assert.Equal(Branches * Steps, ran.Select(line => line.Split('@')[0]).Distinct().Count());
            Assert.Equal(Branches, (await hub.AssertWholeAsync("killed")).OfType<SubOrchestrationCompleted>().Count());
            for (int branch = 0; branch < Branches; branch++)
                AssertEachStepEndedOnce(await hub.AssertWholeAsync($"killed-{branch}"));
        }
        finally
        {
            target.Dispose();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static void AssertEachStepEndedOnce(List<HistoryEvent> history)
    {
        Dictionary<int, string> inputs = history.OfType<TaskScheduled>().ToDictionary(t => t.Id, t => t.Input!);
        IEnumerable<int> ended = history.OfType<TaskCompleted>().Select(t => JsonDocument.Parse(inputs[t.To]).RootElement.GetProperty("Number").GetInt32());
        Assert.Equal(Enumerable.Range(0, Steps), ended.Order());
    }

    /// <summary>A moment that chance picks: mostly while activities run, now and then while the host still starts.</summary>
    private async Task MomentAsync(Random chance, int kill)
    {
        if (kill % 4 == 0)
        {
            await Task.Delay(chance.Next(100, 1_500), Stop);
            return;
        }

        int until = Ran().Length + chance.Next(1, (Branches * Steps / 2 / Kills) + 1);
        using var late = new CancellationTokenSource(Patience);
        while (Ran().Length < until)
        {
            Assert.False(late.IsCancellationRequested, $"Nothing ran for long before kill {kill} with seed {Seed}.");
            await Task.Delay(10, Stop);
        }

        await Task.Delay(chance.Next(100), Stop);
    }

    private string[] Ran() => File.Exists(Journal) ? File.ReadAllText(Journal).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
}
