using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Faults.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Faults;

/// <summary>Storage calls, counted on the wire. By hand: FAULTS_ACTIVITIES=2000.</summary>
public sealed class StorageCostTests(AzuriteFixture azurite)
{
    private const int PerChunk = 50, ChunksAtOnce = 2;

    [Fact]
    public async Task An_idle_app_makes_at_most_five_calls_a_second()
    {
        var asked = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.NewAccount(), request => Note(asked, request));
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine(), proxy.Account);
        await app.EndAsync((string)(await app.PostAsync([1]))["id"]!);
        var time = TimeSpan.FromSeconds(8);

        asked.Clear();
        int before = proxy.Calls;
        await Task.Delay(time, AppHarness.Stop);
        double perSecond = (proxy.Calls - before) / time.TotalSeconds;

        TestContext.Current.SendDiagnosticMessage($"idle: {perSecond:F1} storage calls a second: {string.Join(", ", asked.Select(a => $"{a.Key} {a.Value}"))}");
        Assert.InRange(perSecond, 0.1, 5);
    }

    [Fact]
    public async Task An_activity_costs_the_same_few_calls_in_small_work_and_in_large()
    {
        int most = int.Parse(Environment.GetEnvironmentVariable("FAULTS_ACTIVITIES") ?? "500", CultureInfo.InvariantCulture);
        string account = azurite.NewAccount();
        await using StorageProxy proxy = await StorageProxy.StartAsync(account, _ => default);
        await using var hub = new TestHub(azurite) { ConnectionString = proxy.Account };
        hub.Functions
            .Activity<int, int>("Double", n => n * 2)
            .Orchestrator("Chunk", ChunkAsync)
            .Orchestrator("Chunks", ChunksAsync);
        await hub.StartAsync();
        await CostAsync(PerChunk);

        double small = await CostAsync(100), large = await CostAsync(most);

        Assert.InRange(small, 1, 6);
        Assert.InRange(large, 1, Math.Min(6, small * 1.2));

        async Task<double> CostAsync(int activities)
        {
            int before = proxy.Calls;
            using Process me = Process.GetCurrentProcess();
            TimeSpan cpu = me.TotalProcessorTime;
            OrchestrationMetadata done = await hub.RunAsync("Chunks", activities);
            me.Refresh();
            double calls = (proxy.Calls - before) / (double)activities;
            TestContext.Current.SendDiagnosticMessage(
                $"{activities} activities: {calls:F2} storage calls and {(me.TotalProcessorTime - cpu).TotalMilliseconds / activities:F2} ms CPU of this process for each, the proxy's part included");
            Assert.Equal(activities, done.ReadOutputAs<int>());
            return calls;
        }
    }

    /// <summary>Children of <see cref="PerChunk"/> activities, a few at once, as the app has them.</summary>
    private static async Task<int> ChunksAsync(TaskOrchestrationContext context)
    {
        int left = context.GetInput<int>() / PerChunk, sum = 0;
        var running = new List<Task<int>>();
        while (left > 0 || running.Count > 0)
        {
            for (; left > 0 && running.Count < ChunksAtOnce; left--)
                running.Add(context.CallSubOrchestratorAsync<int>("Chunk", PerChunk));
            Task<int> ended = await Task.WhenAny(running);
            running.Remove(ended);
            sum += await ended;
        }

        return sum;
    }

    /// <summary>A window of four activities.</summary>
    private static async Task<int> ChunkAsync(TaskOrchestrationContext context)
    {
        int left = context.GetInput<int>(), done = 0;
        var running = new List<Task<int>>();
        while (left > 0 || running.Count > 0)
        {
            for (; left > 0 && running.Count < 4; left--)
                running.Add(context.CallActivityAsync<int>("Double", left));
            Task<int> ended = await Task.WhenAny(running);
            running.Remove(ended);
            await ended;
            done++;
        }

        return done;
    }

    private static Fault Note(System.Collections.Concurrent.ConcurrentDictionary<string, int> asked, HttpRequest request)
    {
        asked.AddOrUpdate($"{request.Method} {request.Path}", 1, (_, n) => n + 1);
        return default;
    }
}
