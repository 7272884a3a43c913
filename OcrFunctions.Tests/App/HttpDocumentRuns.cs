using OcrFunctions.Durable;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Tests.App;

/// <summary>Runs of documents as the pipeline in the test's process sees and starts them in the app's.</summary>
internal sealed class HttpDocumentRuns(DurableApi durable) : IDocumentRuns
{
    public async Task StartAsync(DocumentRun run, CancellationToken cancellationToken)
    {
        // Over HTTP an ended one would run again.
        if (await durable.FindAsync(run.InstanceId, cancellationToken) is null)
            await durable.StartAsync(nameof(OcrDocument), run.InstanceId, run, cancellationToken);
    }

    public async Task<RunState> StateAsync(DocumentRun run, CancellationToken cancellationToken) =>
        await durable.FindAsync(run.InstanceId, cancellationToken) switch
        {
            null => RunState.Missing,
            { RuntimeStatus: "Terminated" } => RunState.Terminated,
            { IsFinal: true } => RunState.Ended,
            _ => RunState.Active,
        };

    public Task CloseAsync(DocumentRun run, OcrError? failure, CancellationToken cancellationToken) =>
        durable.StartAsync(nameof(CloseDocument), run.InstanceId + "-close", new FinishInput(run, failure), cancellationToken);

    public Task RewriteAsync(string documentId, bool isEnding, CancellationToken cancellationToken) =>
        durable.StartAsync(nameof(RewriteExports), documentId + "-exports", documentId, cancellationToken);

    public async Task<bool> PurgeAsync(string documentId, bool force, CancellationToken cancellationToken)
    {
        bool all = true;
        await foreach (DurableInstance instance in durable.ListAsync(documentId + "-", cancellationToken))
        {
            if (instance.IsFinal)
                await durable.PurgeAsync(instance.InstanceId, cancellationToken);
            else if (force)
                await durable.TerminateAsync(instance.InstanceId, cancellationToken);
            all &= instance.IsFinal;
        }

        return all;
    }

    public Task<int> PurgeBeforeAsync(DateTimeOffset started, CancellationToken cancellationToken) =>
        durable.PurgeBeforeAsync(started, cancellationToken);
}
