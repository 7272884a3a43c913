using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Lifecycle;
using OcrFunctions.Pipeline.Results;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Upkeep;

/// <summary>
/// Finds what fell between two steps, and takes the next one: blobs that no trigger saw, claims that were never started, orchestrations
/// that ended without closing their document, deletions that were cut short, lists that disagree with their document. Every repair is a step
/// that somebody else could take at the same time, and nothing would come of it twice.
/// </summary>
public sealed partial class Reconciler(
    DocumentStore documents,
    DocumentIndex index,
    DocumentIntake intake,
    DocumentRemoval removal,
    CompletionAnnouncer announcer,
    ReconcilerState state,
    StorageClients storage,
    IOptions<OcrOptions> options,
    TimeProvider time,
    ILogger<Reconciler> log)
{
    /// <summary>Closings of one document that may fail before it is closed without its exports.</summary>
    private const int MaxCloseAttempts = 5;

    /// <summary>How long a stopped document may take to come to its end by itself; longer than the largest one takes to be finished.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromMinutes(10);

    /// <summary>Blobs that changed so long before the last look are looked at again: clocks of machines and of storage differ.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private TimeSpan Grace => TimeSpan.FromSeconds(options.Value.ReconcileAfterSeconds);

    /// <summary>Goes once over everything.</summary>
    /// <returns>What was repaired.</returns>
    public async Task<Repairs> RunAsync(IDocumentRuns runs, CancellationToken cancellationToken)
    {
        var repairs = new Repairs();
        await LookAtBlobsAsync(repairs, runs, cancellationToken);
        await foreach (DocumentIndexRow listed in index.ActiveAsync(cancellationToken))
            await LookSafelyAsync(listed, repairs, runs, cancellationToken);
        await state.AddAsync(repairs, cancellationToken);
        if (repairs.Total > 0)
            Repaired(repairs);
        return repairs;
    }

    private async Task LookAtBlobsAsync(Repairs repairs, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        // What is younger is the trigger's; what is older than the last look was seen by it.
        DateTimeOffset until = time.GetUtcNow() - Grace;
        DateTimeOffset? from = await state.LastLookAsync(cancellationToken) - Overlap;
        await foreach (BlobItem blob in storage.Blobs.GetBlobContainerClient(StorageNames.Documents).GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, cancellationToken))
        {
            if (blob.Properties is not { LastModified: { } modified, ETag: { } etag } || modified > until || modified < from)
                continue;
            BlobSource source = BlobSource.Of(StorageNames.Documents, blob.Name, etag);
            DocumentRow? row = await documents.FindAsync(DocumentId.Of(source), cancellationToken);
            if (row is not null && row.GetStatus() != DocumentStatus.NotStarted)
                continue;
            await intake.TakeInAsync(source, blob.Metadata, runs, cancellationToken);
            if (row is null)
                repairs.BlobsTakenIn++;
        }

        await state.LookedAsync(until, cancellationToken);
    }

    /// <summary>One document that cannot be looked at keeps nobody else waiting.</summary>
    private async Task LookSafelyAsync(DocumentIndexRow listed, Repairs repairs, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(listed, repairs, runs, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            repairs.Failed++;
            RepairFailed(e, listed.Id);
        }
    }

    private async Task LookAsync(DocumentIndexRow listed, Repairs repairs, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        DocumentRow? document = await documents.FindAsync(listed.Id, cancellationToken);
        if (document is null || document.GetStatus() == DocumentStatus.Deleted)
        {
            // A list's row comes after its document's and goes after it.
            await index.ForgetAsync(listed, cancellationToken);
            repairs.ListsMended++;
        }
        else if (document.DeleteRequestedAt is not null)
        {
            if (await removal.TryRemoveAsync(document, runs, cancellationToken))
                repairs.DocumentsDeleted++;
        }
        else if (document.GetStatus().IsFinal())
        {
            if (now - document.CompletedAt < Grace)
                return;
            if (document.Exports is not null && document.ExportedCorrections != document.CorrectionsVersion)
            {
                await runs.RewriteAsync(document.PartitionKey, cancellationToken);
                return;
            }

            await announcer.AnnounceAsync(document, cancellationToken);
            await index.PutAsync(document, cancellationToken);
            repairs.ListsMended++;
        }
        else if (now - document.CreatedAt >= Grace)
        {
            await LookAtRunAsync(document, listed, repairs, runs, cancellationToken);
        }
    }

    private async Task LookAtRunAsync(DocumentRow document, DocumentIndexRow listed, Repairs repairs, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        DocumentRun run = document.GetRun();
        switch (await runs.StateAsync(run, cancellationToken))
        {
            case RunState.Missing when document.GetStatus() == DocumentStatus.NotStarted:
                await runs.StartAsync(run, cancellationToken);
                repairs.RunsStarted++;
                break;
            case RunState.Missing or RunState.Terminated:
                // Somebody ended it from outside; what is gone was ended and purged.
                await documents.RequestCancelAsync(run.Id, time.GetUtcNow(), cancellationToken);
                await CloseAsync(run, null, repairs, runs, cancellationToken);
                break;
            case RunState.Ended:
                await CloseAsync(run, OcrError.Of(ErrorCodes.InternalError, "The orchestration ended before the document was done; the app's log may say why."), repairs, runs, cancellationToken);
                break;
            case RunState.Active when StoppedSince(document) is { } since && time.GetUtcNow() - since > StopPatience:
                // Suspended, most likely.
                await CloseAsync(run, null, repairs, runs, cancellationToken);
                break;
            case RunState.Active when listed.Status != document.Status:
                await index.PutAsync(document, cancellationToken);
                repairs.ListsMended++;
                break;
        }
    }

    private async Task CloseAsync(DocumentRun run, OcrError? failure, Repairs repairs, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        repairs.RunsClosed++;
        DocumentRow? row = await documents.ChangeAsync(run, row => row.CloseAttempts++, cancellationToken);
        if (row is null || row.CloseAttempts <= MaxCloseAttempts)
        {
            await runs.CloseAsync(run, failure, cancellationToken);
            return;
        }

        CannotClose(run.Id, row.CloseAttempts);
        row = await documents.ChangeAsync(run, there =>
        {
            there.Status = nameof(DocumentStatus.Failed);
            there.CompletedAt = time.GetUtcNow();
            there.SetError(OcrError.Of(ErrorCodes.InternalError, $"The document could not be closed, {MaxCloseAttempts} times over; the app's log says why."));
        }, cancellationToken);
        if (row?.GetStatus().IsFinal() == true)
            await announcer.AnnounceAsync(row, cancellationToken);
    }

    private static DateTimeOffset? StoppedSince(DocumentRow document) => document.CancelRequestedAt ?? document.ExpiresAt;
}
