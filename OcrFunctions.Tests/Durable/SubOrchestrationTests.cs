using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class SubOrchestrationTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_child_knows_its_parent_and_its_result_flows_back()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Orchestrator("Child", c => Task.FromResult($"{c.Parent!.Name}/{c.Parent.InstanceId} sent {c.GetInput<int>()}"))
            .Orchestrator("Parent", c => c.CallSubOrchestratorAsync<string>("Child", 7));
        await hub.StartAsync();

        Assert.Equal("Parent/p sent 7", (await hub.RunAsync("Parent", id: "p")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_child_without_an_id_gets_32_hex_digits()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Orchestrator("Child", c => Task.FromResult(c.InstanceId))
            .Orchestrator("Parent", c => c.CallSubOrchestratorAsync<string>("Child"));
        await hub.StartAsync();

        Assert.Matches("^[0-9a-f]{32}$", (await hub.RunAsync("Parent")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_childs_failure_reaches_its_parent_with_the_details()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Orchestrator<string>("Child", _ => throw new TimeoutException("too slow"))
            .Orchestrator("Parent", async c =>
            {
                TaskFailedException e = await Assert.ThrowsAsync<TaskFailedException>(() => c.CallSubOrchestratorAsync("Child"));
                return $"{e.Message} | {e.FailureDetails} | {e.InnerException is null}";
            });
        await hub.StartAsync();

        Assert.Equal(
            "Task 'Child' (#0) failed with an unhandled exception: too slow | System.TimeoutException: too slow | True",
            (await hub.RunAsync("Parent")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_unknown_child_fails_without_details()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Parent", async c =>
        {
            TaskFailedException e = await Assert.ThrowsAsync<TaskFailedException>(() => c.CallSubOrchestratorAsync("Nobody"));
            return $"{e.Message} | {e.FailureDetails is null}";
        });
        await hub.StartAsync();

        Assert.Equal("Task 'Nobody' (#0) failed with an unhandled exception. | True", (await hub.RunAsync("Parent")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_child_with_a_fixed_id_is_tried_again_under_that_id()
    {
        await using var hub = new TestHub(azurite);
        int tries = 0;
        hub.Functions
            .Activity<string, int>("Try", _ => ++tries < 3 ? throw new InvalidOperationException("not yet") : tries)
            .Orchestrator("Child", c => c.CallActivityAsync<int>("Try"))
            .Orchestrator("Parent", c => c.CallSubOrchestratorAsync<int>(
                "Child", options: new SubOrchestrationOptions(new RetryPolicy(5, TimeSpan.FromMilliseconds(1)), "child")));
        await hub.StartAsync();

        Assert.Equal(3, (await hub.RunAsync("Parent")).ReadOutputAs<int>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.FinishedAsync("child")).RuntimeStatus);
    }

    [Fact]
    public async Task Terminating_the_parent_leaves_the_child_running()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Orchestrator("Child", c => c.WaitForExternalEvent<string>("go"))
            .Orchestrator("Parent", c => c.CallSubOrchestratorAsync<string>("Child", options: new SubOrchestrationOptions(instanceId: "child")));
        await hub.StartAsync();
        await hub.ScheduleAsync("Parent", id: "p");
        await hub.Client.WaitForInstanceStartAsync("child", TestContext.Current.CancellationToken).WaitAsync(TestHub.Patience, TestContext.Current.CancellationToken);

        await hub.Client.TerminateInstanceAsync("p", new TerminateInstanceOptions("stop", Recursive: true), TestContext.Current.CancellationToken);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.FinishedAsync("p")).RuntimeStatus);

        await hub.Client.RaiseEventAsync("child", "go", "on", TestContext.Current.CancellationToken);
        Assert.Equal("on", (await hub.FinishedAsync("child")).ReadOutputAs<string>());
    }
}
