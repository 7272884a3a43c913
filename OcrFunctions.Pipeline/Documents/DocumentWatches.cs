using Microsoft.Extensions.Logging;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>
/// Looks once a second at the row of every document that has pages at work on this machine, however many they are, and stops them
/// when it was canceled, expired, replaced or finished. Whoever changes a row knows nothing of the machines that work on it.
/// </summary>
public sealed partial class DocumentWatches(DocumentStore documents, SourceCache sources, TimeProvider time, ILogger<DocumentWatches> log)
{
    /// <summary>Time between two looks: a running page stops within this and the time it takes to kill a process.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Looks for one that also asks for the source and the orchestration, which change more rarely.</summary>
    private const int LooksBeforeFarLook = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>Watches a document for one page of it.</summary>
    /// <param name="document">Its row as it was read just now.</param>
    /// <param name="runs">Tells of its orchestration.</param>
    public DocumentWatch Enter(DocumentRow document, IDocumentRuns runs)
    {
        lock (_lock)
        {
            string key = document.GetRun().InstanceId;
            if (!_entries.TryGetValue(key, out Entry? entry))
            {
                _entries[key] = entry = new Entry(document);
                _ = WatchAsync(entry);
            }

            entry.Users++;
            // The latest one: those before belong to calls that may have ended.
            entry.Runs = runs;
            return new DocumentWatch(this, entry);
        }
    }

    /// <summary>Has a document looked at now, by whoever on this machine has just changed its row.</summary>
    public void Wake(DocumentRun run)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(run.InstanceId, out Entry? entry))
                entry.Wake();
        }
    }

    internal void Leave(Entry entry)
    {
        lock (_lock)
        {
            if (--entry.Users > 0)
                return;
            _entries.Remove(entry.Document.GetRun().InstanceId);
            entry.Ended.Cancel();
        }
    }

    private async Task WatchAsync(Entry entry)
    {
        try
        {
            for (int look = 1; ; look++)
            {
                await entry.NextLookAsync(Period, time);
                if (await LookSafelyAsync(entry, far: look % (LooksBeforeFarLook + 1) == 0) is not { } reason)
                    continue;
                entry.Reason = reason;
                await entry.Stopped.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody watches any more.
        }
    }

    /// <summary>A storage that does not answer is no reason to stop a page; the next look may know more.</summary>
    private async Task<StopReason?> LookSafelyAsync(Entry entry, bool far)
    {
        try
        {
            return await LookAsync(entry, far, entry.Ended.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LookFailed(e, entry.Document.PartitionKey);
            return null;
        }
    }

    private async Task<StopReason?> LookAsync(Entry entry, bool far, CancellationToken cancellationToken)
    {
        DocumentRun run = entry.Document.GetRun();
        DocumentRow? row = await documents.FindAsync(run.Id, cancellationToken);
        if (row is null || row.Run != run.Run || row.GetStatus().IsFinal())
            return StopReason.Stale;
        if (row.GetStop(time.GetUtcNow()) is { } stop)
            return stop;
        if (!far)
            return null;
        if (await sources.IsReplacedAsync(row, cancellationToken))
            return StopReason.Replaced;
        if (await entry.Runs.StateAsync(run, cancellationToken) != RunState.Terminated)
            return null;
        // Children do not hear of it, so the row tells them, on whatever machine they are.
        await documents.RequestCancelAsync(run.Id, time.GetUtcNow(), cancellationToken);
        return StopReason.Canceled;
    }

    [LoggerMessage(LogLevel.Warning, "Document {Id} could not be looked at; its pages go on.")]
    private partial void LookFailed(Exception exception, string id);

    internal sealed class Entry(DocumentRow document)
    {
        private readonly SemaphoreSlim _wake = new(0);

        public DocumentRow Document { get; } = document;

        /// <summary>Cancelled when the last page has left.</summary>
        public CancellationTokenSource Ended { get; } = new();

        /// <summary>Cancelled when the document is to stop.</summary>
        public CancellationTokenSource Stopped { get; } = new();

        public StopReason? Reason { get; set; }

        public void Wake() => _wake.Release();

        /// <summary>Waits until the next look is due.</summary>
        public async Task NextLookAsync(TimeSpan period, TimeProvider time)
        {
            using var due = new CancellationTokenSource(period, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, Ended.Token);
            try
            {
                await _wake.WaitAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                Ended.Token.ThrowIfCancellationRequested();
            }
        }

        public int Users { get; set; }

        public IDocumentRuns Runs { get; set; } = null!;
    }
}
