using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class FailureTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_activitys_failure_keeps_type_message_and_inner_failures()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Activity<string, int>("Fail", _ => throw new InvalidOperationException("outer", new ArgumentException("middle", new TimeoutException("inner"))))
            .Orchestrator("Catches", async c =>
            {
                TaskFailedException e = await Assert.ThrowsAsync<TaskFailedException>(() => c.CallActivityAsync("Fail"));
                TaskFailureDetails f = e.FailureDetails;
                return $"{e.Message} | {f} | {f.InnerFailure} | {f.InnerFailure!.InnerFailure} | {f.IsCausedBy<InvalidOperationException>()} {f.IsCausedBy<ArgumentException>()} | {e.InnerException!.GetType()}";
            });
        await hub.StartAsync();

        Assert.Equal(
            "Task 'Fail' (#0) failed with an unhandled exception: outer | System.InvalidOperationException: outer | System.ArgumentException: middle | "
            + "System.TimeoutException: inner | True False | DurableTask.Core.Exceptions.TaskFailedException",
            (await hub.RunAsync("Catches")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_unknown_activity_is_a_failure_of_unknown_type()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Catches", async c => (await Assert.ThrowsAsync<TaskFailedException>(() => c.CallActivityAsync("Nobody"))).FailureDetails.ToString());
        await hub.StartAsync();

        Assert.Equal("(unknown): (unknown)", (await hub.RunAsync("Catches")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_failed_orchestration_shows_type_and_message_as_bare_text_and_no_details()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator<int>("Throws", _ => throw new InvalidOperationException("plain message"));
        await hub.StartAsync();

        OrchestrationMetadata failed = await hub.RunAsync("Throws");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Equal("System.InvalidOperationException: plain message", failed.SerializedOutput);
        Assert.Equal("null", failed.SerializedCustomStatus);
        Assert.Null(failed.FailureDetails);
    }

    [Fact]
    public async Task An_unknown_orchestrator_is_scheduled_and_fails_naming_the_known_ones()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Known", _ => Task.FromResult(1));
        await hub.StartAsync();

        OrchestrationMetadata failed = await hub.RunAsync("Nobody");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.StartsWith("{\"message\":\"The function 'Nobody' doesn't exist, is disabled, or is not an orchestrator function.", failed.SerializedOutput);
        Assert.EndsWith("'Known'.\",\"details\":null}", failed.SerializedOutput);
    }

    [Fact]
    public async Task A_custom_status_of_8192_characters_is_the_largest()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions.Orchestrator("Status", c =>
        {
            c.SetCustomStatus(new string('s', c.GetInput<int>()));
            return Task.FromResult("set");
        });
        await hub.StartAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.RunAsync("Status", 8190)).RuntimeStatus);
        OrchestrationMetadata failed = await hub.RunAsync("Status", 9000);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Contains("CustomStatus is too large: limit = 16 KB (UTF-16), actual = 17.58 KB.", failed.SerializedOutput);
    }
}
