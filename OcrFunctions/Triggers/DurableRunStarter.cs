using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Triggers;

/// <summary>Starts runs as orchestrations.</summary>
internal sealed class DurableRunStarter(DurableTaskClient client) : IRunStarter
{
    /// <summary>A finished run's id would otherwise be started again without a word; an unfinished one is refused anyway.</summary>
    private static readonly OrchestrationRuntimeStatus[] Finished = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    public async Task StartAsync(DocumentRun run, CancellationToken cancellationToken)
    {
        StartOrchestrationOptions options = new StartOrchestrationOptions(InstanceId: run.InstanceId).WithDedupeStatuses(Finished);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(OcrDocument), run, options, cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // The other of trigger and upload was first.
        }
    }
}
