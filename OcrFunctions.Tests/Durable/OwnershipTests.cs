using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class OwnershipTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_host_waits_and_takes_over_when_the_first_one_ends()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Waits", c => c.WaitForExternalEvent<string>("go"));
        await hub.StartAsync();
        await hub.ScheduleAsync("Waits", id: "w");

        await using DurableRuntime second = hub.NewRuntime();
        Task starting = second.StartAsync(Cancelled);
        await Task.WhenAny(starting, Task.Delay(TimeSpan.FromSeconds(3), Cancelled));
        Assert.False(starting.IsCompleted);

        await hub.StopAsync();
        await starting.WaitAsync(TestHub.Patience, Cancelled);
        await second.Client.RaiseEventAsync("w", "go", "second", Cancelled);
        OrchestrationMetadata done = await second.Client.WaitForInstanceCompletionAsync("w", true, Cancelled).WaitAsync(TestHub.Patience, Cancelled);
        Assert.Equal("second", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_host_that_has_lost_its_hub_cannot_write_any_more_and_waits_in_line()
    {
        await using var hub = new TestHub(azurite);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;
        hub.Functions
            .ActivityAsync<string, string>("Work", async _ =>
            {
                if (Interlocked.Increment(ref calls) > 1)
                    return "by the new owner";
                begun.SetResult();
                await release.Task;
                return "by the zombie";
            })
            .Orchestrator("Works", async c => await c.CallActivityAsync<string>("Work") + ", " + await c.WaitForExternalEvent<string>("go"));
        await hub.StartAsync();
        DurableRuntime zombie = hub.Runtime;
        await hub.ScheduleAsync("Works", id: "w");
        await begun.Task.WaitAsync(TestHub.Patience, Cancelled);

        await new BlobContainerClient(hub.ConnectionString, "testhub-embedded").GetBlobClient("owner").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Cancelled);
        await hub.StartAsync();
        release.SetResult();

        // Either the zombie's turn is refused, or it has noticed before; in both cases its client has to wait for the hub.
        await hub.Client.RaiseEventAsync("w", "go", "gone", Cancelled);
        Assert.Equal("by the new owner, gone", (await hub.FinishedAsync("w")).ReadOutputAs<string>());
        Assert.Equal(["EventRaised", "ExecutionCompleted", "ExecutionStarted", "TaskCompleted"], (await hub.HistoryAsync("w")).Order(StringComparer.Ordinal));

        await hub.StopAsync();
        OrchestrationMetadata? seen = await zombie.Client.GetInstanceAsync("w", true, Cancelled).WaitAsync(TestHub.Patience, Cancelled);
        Assert.Equal("by the new owner, gone", seen!.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_restart_after_a_crash_does_not_wait_for_the_lease()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync();
        await hub.CrashAsync();

        await hub.StartAsync().WaitAsync(TimeSpan.FromSeconds(10), Cancelled);
    }

    [Fact]
    public async Task The_client_of_a_stopped_host_says_so()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync();
        await hub.StopAsync();

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.GetInstanceAsync("x", Cancelled));
        Assert.Equal("The durable runtime has been stopped.", e.Message);
    }
}
