using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Faults.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Faults;

/// <summary>Storage that answers what is not so. Another course of events: FAULTS_SEED.</summary>
public sealed class RefusedStorageTests(AzuriteFixture azurite)
{
    private const int Children = 4, Steps = 6;

    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("FAULTS_SEED") ?? "5", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(0)]
    public async Task Work_ends_as_undisturbed_work_does_although_one_call_in_ten_is_refused_or_dropped(int status)
    {
        string account = azurite.NewAccount();
        var chance = new Random(Seed);
        int armed = 0, refused = 0;
        await using StorageProxy proxy = await StorageProxy.StartAsync(account, _ =>
        {
            lock (chance)
                if (Volatile.Read(ref armed) == 0 || chance.Next(10) > 0)
                    return default;
            Interlocked.Increment(ref refused);
            return status == 0 ? new Fault(FaultKind.DropBefore) : new Fault(FaultKind.Refuse, status);
        });
        await using var hub = new TestHub(azurite) { ConnectionString = proxy.Account };
        int first = 0;
        hub.Functions
            .Activity<int, int>("Square", n => n % 3 == 1 && Interlocked.Exchange(ref first, 1) == 0 ? throw new InvalidOperationException("the first time") : n * n)
            .Orchestrator("Child", ChildAsync)
            .Orchestrator("Parent", ParentAsync);
        await hub.StartAsync();
        OrchestrationMetadata calm = await hub.RunAsync("Parent", id: "calm");

        Volatile.Write(ref armed, 1);
        OrchestrationMetadata disturbed = await hub.RunAsync("Parent", id: "disturbed");
        Volatile.Write(ref armed, 0);

        TestContext.Current.SendDiagnosticMessage($"{(status == 0 ? "dropped" : status)}: {refused} of {proxy.Calls} calls");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, disturbed.RuntimeStatus);
        Assert.Equal(calm.SerializedOutput, disturbed.SerializedOutput);
        Assert.InRange(refused, 3, proxy.Calls);
        var stored = new StoredHub(account, "TestHub");
        await stored.AssertWholeAsync("disturbed");
        for (int child = 0; child < Children; child++)
            await stored.AssertWholeAsync($"disturbed-{child}");
    }

    private static async Task<string> ParentAsync(TaskOrchestrationContext context) => string.Join('|', await Task.WhenAll(
        Enumerable.Range(0, Children).Select(n => context.CallSubOrchestratorAsync<string>("Child", n, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-{n}")))));

    private static async Task<string> ChildAsync(TaskOrchestrationContext context)
    {
        var tryAgain = TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(50)));
        int own = context.GetInput<int>();
        int[] together = await Task.WhenAll(Enumerable.Range(0, Steps / 2).Select(n => context.CallActivityAsync<int>("Square", (own * 10) + n, tryAgain)));
        await context.CreateTimer(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        int alone = 0;
        for (int n = Steps / 2; n < Steps; n++)
            alone += await context.CallActivityAsync<int>("Square", (own * 10) + n, tryAgain);
        return $"{string.Join('+', together)}+{alone}";
    }
}
