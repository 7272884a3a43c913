using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Pipeline.Lifecycle;
using OcrFunctions.Pipeline.Results;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Maintenance;

/// <summary>
/// Finds interrupted work and takes the next step: blobs that no trigger saw, claims that were never started, orchestrations
/// that ended without closing their document, interrupted deletions, lists that disagree with their document. Every repair is a step
/// that may also be taken concurrently elsewhere, without a duplicate effect.
/// </summary>
public sealed partial class Reconciler(
    DocumentStore documents,
    DocumentIndex index,
    DocumentIntake intake,
    DocumentRemoval removal,
    CompletionAnnouncer announcer,
    FormerTaskHub former,
    ReconcilerState state,
    StorageClients storage,
    OcrMetrics metrics,
    IOptions<OcrOptions> options,
    TimeProvider time,
    ILogger<Reconciler> log)
{
    /// <summary>Failed attempts to close a document before it is closed without its exports.</summary>
    private const int MaxCloseAttempts = 5;

    /// <summary>Maximum time for a stopped document to finish by itself; longer than the largest one takes to finish.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Blobs that changed within this time before the last scan are scanned again: clocks of machines and of storage differ.
    /// </summary>
    private static readonly TimeSpan ScanOverlap = TimeSpan.FromMinutes(10);

    private TimeSpan Grace => TimeSpan.FromSeconds(options.Value.ReconcileAfterSeconds);

    /// <summary>Makes one pass over everything.</summary>
    /// <returns>What was repaired.</returns>
    public async Task<Repairs> RunAsync(IDocumentRuns runs, CancellationToken cancellationToken)
    {
        // First: to everything below, a document of the previous version is one whose orchestration is missing.
        var repairs = new Repairs { RunsStarted = await former.ReplaceAsync(runs, cancellationToken) };
        await ScanBlobsAsync(repairs, runs, cancellationToken);
        long unfinished = 0;
        DateTimeOffset? oldest = null;
        await foreach (DocumentIndexRow listed in index.ActiveAsync(cancellationToken))
        {
            unfinished++;
            oldest = oldest < listed.CreatedAt ? oldest : listed.CreatedAt;
            await TryReconcileAsync(listed, repairs, runs, cancellationToken);
        }

        metrics.Backlog.Set(unfinished, oldest);
        await state.AddAsync(repairs, cancellationToken);
        if (repairs.Total > 0)
            Repaired(repairs);
        return repairs;
    }

    private async Task ScanBlobsAsync(Repairs repairs, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        // Newer blobs are left to the trigger; those older than the last scan were seen by it.
        DateTimeOffset until = time.GetUtcNow() - Grace;
        DateTimeOffset? from = await state.LastScanAsync(cancellationToken) - ScanOverlap;
        await foreach (BlobItem blob in storage.Blobs.GetBlobContainerClient(StorageNames.Documents)
            .GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, cancellationToken))
        {
            if (blob.Properties is not { LastModified: { } modified, ETag: { } etag } || modified > until || modified < from)
                continue;
            BlobSource source = BlobSource.Of(StorageNames.Documents, blob.Name, etag);
            DocumentRow? row = await documents.FindAsync(DocumentId.Of(source), cancellationToken);
            if (row is not null && row.GetStatus() != DocumentStatus.NotStarted)
                continue;
            await intake.IngestAsync(source, blob.Metadata, runs, cancellationToken);
            if (row is null)
                repairs.BlobsIngested++;
        }

        await state.SetLastScanAsync(until, cancellationToken);
    }

    /// <summary>A document that cannot be checked does not block the others.</summary>
    private async Task TryReconcileAsync(DocumentIndexRow listed, Repairs repairs, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        using IDisposable? scope = log.DocumentScope(listed.Id);
        try
        {
            await ReconcileAsync(listed, repairs, runs, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            repairs.Failed++;
            RepairFailed(e, listed.Id);
        }
    }

    private async Task ReconcileAsync(DocumentIndexRow listed, Repairs repairs, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        DocumentRow? document = await documents.FindAsync(listed.Id, cancellationToken);
        if (document is null || document.GetStatus() == DocumentStatus.Deleted)
        {
            // An index row is written after its document's and removed after it.
            await index.RemoveActiveAsync(listed, cancellationToken);
            repairs.IndexRowsRepaired++;
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
                await runs.RewriteAsync(document.Id, isEnding: false, cancellationToken);
                return;
            }

            await announcer.AnnounceAsync(document, cancellationToken);
            await index.PutAsync(document, cancellationToken);
            repairs.IndexRowsRepaired++;
        }
        else if (now - document.CreatedAt >= Grace)
        {
            await ReconcileRunAsync(document, listed, repairs, runs, cancellationToken);
        }
    }

    private async Task ReconcileRunAsync(DocumentRow document, DocumentIndexRow listed, Repairs repairs, IDocumentRuns runs,
        CancellationToken cancellationToken)
    {
        DocumentRun run = document.GetRun();
        switch (await runs.StateAsync(run, cancellationToken))
        {
            case RunState.Missing when former.IsInUse:
                // It may be in progress there.
                break;
            case RunState.Missing when document.GetStatus() == DocumentStatus.NotStarted:
                await runs.StartAsync(run, cancellationToken);
                repairs.RunsStarted++;
                break;
            case RunState.Missing or RunState.Terminated:
                // It was terminated from outside; a missing one was terminated and purged.
                await documents.RequestCancelAsync(run.Id, time.GetUtcNow(), cancellationToken);
                await CloseAsync(run, null, repairs, runs, cancellationToken);
                break;
            case RunState.Ended:
                await CloseAsync(run,
                    OcrError.Of(ErrorCodes.InternalError,
                        "The orchestration ended before the document was done; the app's log may say why."), repairs, runs,
                        cancellationToken);
                break;
            case RunState.Active when StoppedSince(document) is { } since && time.GetUtcNow() - since > StopTimeout:
                // Suspended, most likely.
                await CloseAsync(run, null, repairs, runs, cancellationToken);
                break;
            case RunState.Active when listed.Status != document.Status:
                await index.PutAsync(document, cancellationToken);
                repairs.IndexRowsRepaired++;
                break;
        }
    }

    private async Task CloseAsync(DocumentRun run, OcrError? failure, Repairs repairs, IDocumentRuns runs,
        CancellationToken cancellationToken)
    {
        repairs.RunsClosed++;
        DocumentRow? row = await documents.ChangeAsync(run, row => row.CloseAttempts++, cancellationToken);
        if (row is null || row.CloseAttempts <= MaxCloseAttempts)
        {
            await runs.CloseAsync(run, failure, cancellationToken);
            return;
        }

        CannotClose(run.Id, row.CloseAttempts);
        row = await documents.ChangeAsync(run, current =>
        {
            current.Status = nameof(DocumentStatus.Failed);
            current.CompletedAt = time.GetUtcNow();
            current.SetError(
                OcrError.Of(ErrorCodes.InternalError,
                    $"The document could not be closed, {MaxCloseAttempts} times over; the app's log says why."));
        }, cancellationToken);
        if (row?.GetStatus().IsFinal() != true)
            return;
        metrics.DocumentEnded(row.Status, row.ErrorCode, row.CompletedAt - row.CreatedAt ?? TimeSpan.Zero);
        await announcer.AnnounceAsync(row, cancellationToken);
    }

    private static DateTimeOffset? StoppedSince(DocumentRow document) => document.CancelRequestedAt ?? document.ExpiresAt;
}
