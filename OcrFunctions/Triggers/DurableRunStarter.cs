using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Triggers;

/// <summary>Starts runs as orchestrations.</summary>
internal sealed class DurableRunStarter(DurableTaskClient client) : IRunStarter
{
    /// <summary>Every status: a finished run's id would otherwise be started again without a word.</summary>
    private static readonly OrchestrationRuntimeStatus[] Ever = [.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses];

    public async Task StartAsync(DocumentRun run, CancellationToken cancellationToken)
    {
        StartOrchestrationOptions options = new StartOrchestrationOptions(InstanceId: run.InstanceId).WithDedupeStatuses(Ever);
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
