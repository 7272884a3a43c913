using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Durable;

/// <summary>Runs of documents as orchestrations.</summary>
internal sealed class DurableRuns(DurableTaskClient client) : IDocumentRuns
{
    /// <summary>A finished run's id would otherwise be silently started again; an unfinished one is refused anyway.</summary>
    private static readonly OrchestrationRuntimeStatus[] Finished =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>
    /// An orchestration whose activity has ended is stored as completed soon after. If that takes longer, because its host was killed,
    /// the reconciler starts the next one.
    /// </summary>
    private const int EndChecks = 50;

    private static readonly TimeSpan EndCheckInterval = TimeSpan.FromMilliseconds(200);

    public async Task StartAsync(DocumentRun run, CancellationToken cancellationToken)
    {
        StartOrchestrationOptions options = new StartOrchestrationOptions(InstanceId: run.InstanceId).WithDedupeStatuses(Finished);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(OrchestrationNames.OcrDocument, run, options, cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // The other of trigger and upload started it first.
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
            // A closing that ended and left the document open is restarted; a running one is left alone.
            await client.ScheduleNewOrchestrationInstanceAsync(OrchestrationNames.CloseDocument, new FinishInput(run, failure),
                new StartOrchestrationOptions(InstanceId: run.InstanceId + "-close"), cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // It was also noticed elsewhere.
        }
    }

    public async Task RewriteAsync(string documentId, bool isEnding, CancellationToken cancellationToken)
    {
        int waits = isEnding ? EndChecks : 0;
        while (!await TryRewriteAsync(documentId, cancellationToken) && waits-- > 0)
            await Task.Delay(EndCheckInterval, cancellationToken);
    }

    private async Task<bool> TryRewriteAsync(string documentId, CancellationToken cancellationToken)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(OrchestrationNames.RewriteExports, documentId,
                new StartOrchestrationOptions(InstanceId: documentId + "-exports"), cancellationToken);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
    }

    public async Task<bool> PurgeAsync(string documentId, bool force, CancellationToken cancellationToken)
    {
        bool all = true;
        // Children's ids begin with their parent's: nothing of a document is left behind, whatever happened to its parent.
        await foreach (OrchestrationMetadata instance in client.GetAllInstancesAsync(
            new OrchestrationQuery { InstanceIdPrefix = documentId + "-" }).WithCancellation(cancellationToken))
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
        PurgeResult purged =
            await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: started, Statuses: Finished),
                cancellation: cancellationToken);
        return purged.PurgedInstanceCount;
    }
}
