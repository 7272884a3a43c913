using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Orchestrations;

/// <summary>Runs of documents as orchestrations.</summary>
internal sealed class DurableRuns(DurableTaskClient client) : IDocumentRuns
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

    public async Task<RunState> StateAsync(DocumentRun run, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(run.InstanceId, getInputsAndOutputs: false, cancellationToken) is not { } instance ? RunState.Missing
        : instance.RuntimeStatus == OrchestrationRuntimeStatus.Terminated ? RunState.Terminated
        : Finished.Contains(instance.RuntimeStatus) ? RunState.Ended
        : RunState.Active;

    public async Task CloseAsync(DocumentRun run, OcrError? failure, CancellationToken cancellationToken)
    {
        try
        {
            // A closing that ended and left the document open is begun again; one that works is left alone.
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(CloseDocument), new FinishInput(run, failure), new StartOrchestrationOptions(InstanceId: run.InstanceId + "-close"), cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Somebody else noticed too.
        }
    }

    public async Task RewriteAsync(string documentId, CancellationToken cancellationToken)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(RewriteExports), documentId, new StartOrchestrationOptions(InstanceId: documentId + "-exports"), cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // It looks once more before it ends.
        }
    }

    public async Task<bool> PurgeAsync(string documentId, bool force, CancellationToken cancellationToken)
    {
        bool all = true;
        // Children's ids begin with their parent's: nothing of a document is left behind, whatever became of its parent.
        await foreach (OrchestrationMetadata instance in client.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = documentId + "-" }).WithCancellation(cancellationToken))
        {
            if (Finished.Contains(instance.RuntimeStatus))
                await client.PurgeInstanceAsync(instance.InstanceId, cancellation: cancellationToken);
            else if (force)
                await client.TerminateInstanceAsync(instance.InstanceId, (object?)null, cancellationToken);
            all &= Finished.Contains(instance.RuntimeStatus);
        }

        return all;
    }

    public async Task<int> PurgeBeforeAsync(DateTimeOffset started, CancellationToken cancellationToken)
    {
        PurgeResult purged = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: started, Statuses: Finished), cancellation: cancellationToken);
        return purged.PurgedInstanceCount;
    }
}
