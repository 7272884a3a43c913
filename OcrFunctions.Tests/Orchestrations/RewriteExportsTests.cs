using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;

namespace OcrFunctions.Tests.Orchestrations;

/// <summary>Corrections that are made while the exports are being written.</summary>
public sealed class RewriteExportsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>
    /// An orchestration is still running for a moment after its activity has looked for corrections for the last time: one that is made
    /// in that moment would not be in the exports until the reconciler finds it.
    /// </summary>
    [Fact]
    public async Task An_orchestration_that_is_ending_is_followed_by_another_one()
    {
        var client = new StillRunning { Refusals = 3 };
        await new DurableRuns(client).RewriteAsync("abc", isEnding: true, Stop);
        Assert.Equal((4, "abc-exports"), (client.Starts, client.Started));
    }

    [Fact]
    public async Task One_that_will_look_for_corrections_again_is_left_to_it()
    {
        var client = new StillRunning { Refusals = 3 };
        await new DurableRuns(client).RewriteAsync("abc", isEnding: false, Stop);
        Assert.Equal((1, null), (client.Starts, client.Started));
    }

    /// <summary>A task hub in which an orchestration is running for some attempts to start it again.</summary>
    private sealed class StillRunning() : DurableTaskClient("test")
    {
        public int Refusals { get; init; }

        public int Starts { get; private set; }

        public string? Started { get; private set; }

        public override Task<string> ScheduleNewOrchestrationInstanceAsync(
            TaskName orchestratorName, object? input, StartOrchestrationOptions? options, CancellationToken cancellation) =>
            ++Starts <= Refusals
                ? throw new OrchestrationAlreadyExistsException("It is running.")
                : Task.FromResult(Started = options!.InstanceId!);

        public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
            string instanceId, bool getInputsAndOutputs, CancellationToken cancellation) => throw new NotSupportedException();

        public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
            string instanceId, bool getInputsAndOutputs, CancellationToken cancellation) => throw new NotSupportedException();

        public override Task<OrchestrationMetadata?> GetInstancesAsync(
            string instanceId, bool getInputsAndOutputs, CancellationToken cancellation) => throw new NotSupportedException();

        public override Task SuspendInstanceAsync(string instanceId, string? reason, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public override Task ResumeInstanceAsync(string instanceId, string? reason, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter) =>
            throw new NotSupportedException();

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
