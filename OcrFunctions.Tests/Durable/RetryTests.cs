using Microsoft.DurableTask;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class RetryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_attempt_and_every_pause_takes_a_number_and_the_last_attempt_has_a_pause_too()
    {
        await using var hub = new TestHub(azurite);
        int tries = 0;
        hub.Functions
            .Activity<string, int>("Fail", _ => throw new InvalidOperationException($"no {++tries}"))
            .Orchestrator("Retries", async c =>
            {
                var policy = new RetryPolicy(3, TimeSpan.FromMilliseconds(1), 2);
                TaskFailedException e = await Assert.ThrowsAsync<TaskFailedException>(() => c.CallActivityAsync("Fail", "x", TaskOptions.FromRetryPolicy(policy)));
                return e.TaskId + " " + e.Message;
            });
        await hub.StartAsync();

        Assert.Equal("4 Task 'Fail' (#4) failed with an unhandled exception: no 3", (await hub.RunAsync("Retries", id: "r")).ReadOutputAs<string>());
        Assert.Equal(
            ["ExecutionStarted", "TaskFailed", "TimerCreated", "TimerFired", "TaskFailed", "TimerCreated", "TimerFired", "TaskFailed", "TimerCreated", "TimerFired", "ExecutionCompleted"],
            await hub.HistoryAsync("r"));
    }

    [Fact]
    public async Task A_handler_decides_after_each_failure_and_no_timer_is_made()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Activity<string, int>("Fail", _ => throw new ArgumentException("bad"))
            .Orchestrator("Handled", async c =>
            {
                var asked = new List<int>();
                TaskOptions options = TaskOptions.FromRetryHandler(r =>
                {
                    asked.Add(r.LastAttemptNumber);
                    return r.LastFailure.IsCausedBy<ArgumentException>() && r.LastAttemptNumber < 3;
                });
                await Assert.ThrowsAsync<TaskFailedException>(() => c.CallActivityAsync("Fail", "x", options));
                return asked;
            });
        await hub.StartAsync();

        Assert.Equal("[1,2,3]", (await hub.RunAsync("Handled", id: "h")).SerializedOutput);
        Assert.Equal(["ExecutionStarted", "TaskFailed", "TaskFailed", "TaskFailed", "ExecutionCompleted"], await hub.HistoryAsync("h"));
    }

    [Fact]
    public async Task A_failure_that_the_policy_does_not_handle_is_thrown_at_once()
    {
        await using var hub = new TestHub(azurite);
        hub.Functions
            .Activity<string, int>("Fail", _ => throw new ArgumentException("bad"))
            .Orchestrator("Picky", async c =>
            {
                var policy = new RetryPolicy(3, TimeSpan.FromDays(1)) { HandleFailure = f => !f.IsCausedBy<ArgumentException>() };
                await Assert.ThrowsAsync<TaskFailedException>(() => c.CallActivityAsync("Fail", "x", TaskOptions.FromRetryPolicy(policy)));
                return "thrown";
            });
        await hub.StartAsync();

        Assert.Equal("thrown", (await hub.RunAsync("Picky")).ReadOutputAs<string>());
    }
}
