using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.DurableTask.Client;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class StorageCallsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_activity_costs_at_most_six_calls_however_long_the_history_is()
    {
        var calls = new Counter();
        await using var hub = new TestHub(azurite) { ActivitiesAtOnce = 4, ConfigureStorage = o => o.AddPolicy(calls, HttpPipelinePosition.PerRetry) };
        hub.Functions
            .Activity<int, int>("Double", n => n * 2)
            .Orchestrator("FanOut", async c => (await Task.WhenAll(Enumerable.Range(1, c.GetInput<int>()).Select(n => c.CallActivityAsync<int>("Double", n)))).Sum())
            .Orchestrator("Chain", async c =>
            {
                int sum = 0;
                for (int n = 1; n <= c.GetInput<int>(); n++)
                    sum += await c.CallActivityAsync<int>("Double", n);
                return sum;
            });
        await hub.StartAsync();

        int fanOut = await CostAsync("FanOut", 200), chain = await CostAsync("Chain", 100);

        TestContext.Current.SendDiagnosticMessage($"storage calls for one activity: {fanOut / 200.0:F2} of 200 at once, {chain / 100.0:F2} of 100 in a row");
        Assert.InRange(fanOut, 1, 6 * 200);
        Assert.InRange(chain, 1, 6 * 100);

        async Task<int> CostAsync(string orchestrator, int activities)
        {
            int before = calls.Count;
            OrchestrationMetadata done = await hub.RunAsync(orchestrator, activities);
            Assert.Equal(activities * (activities + 1), done.ReadOutputAs<int>());
            return calls.Count - before;
        }
    }

    [Fact]
    public async Task An_update_whose_answer_is_lost_has_happened_once()
    {
        var lossy = new Lossy();
        await using var hub = new TestHub(azurite) { ConfigureStorage = o => o.AddPolicy(lossy, HttpPipelinePosition.PerRetry) };
        int runs = 0;
        hub.Functions
            .Activity<string, int>("Count", _ => Interlocked.Increment(ref runs))
            .Orchestrator("Counts", async c =>
            {
                int sum = 0;
                for (int i = 0; i < 5; i++)
                    sum += await c.CallActivityAsync<int>("Count");
                return sum;
            });
        await hub.StartAsync();
        lossy.Armed = true;

        Assert.Equal(15, (await hub.RunAsync("Counts", id: "c")).ReadOutputAs<int>());

        lossy.Armed = false;
        Assert.Equal(5, runs);
        Assert.True(lossy.Lost > 5);
        Assert.Equal(7, (await hub.HistoryAsync("c")).Count);
    }

    [Fact]
    public async Task While_storage_is_down_everything_waits_and_nothing_is_lost()
    {
        var outage = new Outage();
        await using var hub = new TestHub(azurite)
        {
            ConfigureStorage = o =>
            {
                o.Retry.MaxRetries = 0;
                o.AddPolicy(outage, HttpPipelinePosition.PerRetry);
            },
        };
        int runs = 0;
        hub.Functions
            .Activity<string, int>("Break", _ =>
            {
                outage.Begin();
                return Interlocked.Increment(ref runs);
            })
            .Orchestrator("Works", c => c.CallActivityAsync<int>("Break"));
        await hub.StartAsync();
        await hub.ScheduleAsync("Works", id: "w");

        await outage.Refused.Task.WaitAsync(TestHub.Patience, TestContext.Current.CancellationToken);
        outage.End();

        Assert.Equal((1, 1), ((await hub.FinishedAsync("w")).ReadOutputAs<int>(), runs));
    }

    private sealed class Outage : HttpPipelineSynchronousPolicy
    {
        private volatile bool _down;

        public TaskCompletionSource Refused { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Begin() => _down = true;

        public void End() => _down = false;

        public override void OnSendingRequest(HttpMessage message)
        {
            if (!_down || message.Request.Method == RequestMethod.Get)
                return;
            Refused.TrySetResult();
            throw new IOException("No storage at the moment.");
        }
    }

    private sealed class Counter : HttpPipelineSynchronousPolicy
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref _count);
    }

    /// <summary>Lets every write through and loses its answer the first time.</summary>
    private sealed class Lossy : HttpPipelinePolicy
    {
        private readonly ConcurrentDictionary<string, bool> _lost = new();

        public volatile bool Armed;

        public int Lost => _lost.Count;

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (Armed && message.Request.Method != RequestMethod.Get && _lost.TryAdd(message.Request.ClientRequestId, true))
                throw new IOException("The connection was lost before the answer came.");
        }
    }
}
