using Microsoft.Extensions.Logging;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Sources;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Cancellation;

/// <summary>
/// Reads once a second the row of every document that has pages in progress on this machine, however many, and stops them
/// when it was canceled, expired, replaced or finished. The writer of a row does not know which machines work on the document.
/// </summary>
public sealed partial class CancellationMonitors(DocumentStore documents, SourceCache sources, TimeProvider time,
    ILogger<CancellationMonitors> log)
{
    /// <summary>Polling interval: a running page stops within this time plus the time it takes to kill a process.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>One poll of this many also covers the source and the orchestration, which change less often.</summary>
    private const int PollsPerFullCheck = 5;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>Monitors a document for one of its pages.</summary>
    /// <param name="document">Its row as just read.</param>
    /// <param name="runs">Reports on its orchestration.</param>
    public CancellationMonitor Watch(DocumentRow document, IDocumentRuns runs)
    {
        lock (_lock)
        {
            string key = document.GetRun().InstanceId;
            if (!_entries.TryGetValue(key, out Entry? entry))
            {
                _entries[key] = entry = new Entry(document);
                _ = PollAsync(entry);
            }

            entry.Pages++;
            // The latest one: previous ones belong to calls that may have ended.
            entry.Runs = runs;
            return new CancellationMonitor(this, entry);
        }
    }

    /// <summary>Checks a document immediately, for a caller on this machine that has just changed its row.</summary>
    public void CheckNow(DocumentRun run)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(run.InstanceId, out Entry? entry))
                entry.PollNow();
        }
    }

    internal void Release(Entry entry)
    {
        lock (_lock)
        {
            if (--entry.Pages > 0)
                return;
            _entries.Remove(entry.Document.GetRun().InstanceId);
            entry.Ended.Cancel();
        }
    }

    private async Task PollAsync(Entry entry)
    {
        try
        {
            for (int poll = 1; ; poll++)
            {
                await entry.WaitForNextPollAsync(Period, time);
                if (await TryCheckAsync(entry, full: poll % PollsPerFullCheck == 0) is not { } reason)
                    continue;
                entry.Reason = reason;
                await entry.Stopped.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // It is no longer monitored.
        }
    }

    /// <summary>Unavailable storage is not a reason to stop a page; the next poll may succeed.</summary>
    private async Task<StopReason?> TryCheckAsync(Entry entry, bool full)
    {
        try
        {
            return await CheckAsync(entry, full, entry.Ended.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            using IDisposable? scope = log.DocumentScope(entry.Document.Id);
            CheckFailed(e, entry.Document.Id);
            return null;
        }
    }

    private async Task<StopReason?> CheckAsync(Entry entry, bool full, CancellationToken cancellationToken)
    {
        DocumentRun run = entry.Document.GetRun();
        DocumentRow? row = await documents.FindAsync(run.Id, cancellationToken);
        if (row is null || row.Run != run.Run || row.GetStatus().IsFinal())
            return StopReason.Stale;
        if (row.GetStop(time.GetUtcNow()) is { } stop)
            return stop;
        if (!full)
            return null;
        if (await sources.IsReplacedAsync(row, cancellationToken))
            return StopReason.Replaced;
        if (await entry.Runs.StateAsync(run, cancellationToken) != RunState.Terminated)
            return null;
        // Child orchestrations are not notified, so the row tells them, on whatever machine they run.
        await documents.RequestCancelAsync(run.Id, time.GetUtcNow(), cancellationToken);
        return StopReason.Canceled;
    }

    [LoggerMessage(LogLevel.Warning, "Document {Id} could not be checked for a stop; its pages continue.")]
    private partial void CheckFailed(Exception exception, string id);

    internal sealed class Entry(DocumentRow document)
    {
        private TaskCompletionSource _pollNow = NewSignal();

        public DocumentRow Document { get; } = document;

        /// <summary>Canceled when the last page is done.</summary>
        public CancellationTokenSource Ended { get; } = new();

        /// <summary>Canceled when the document must stop.</summary>
        public CancellationTokenSource Stopped { get; } = new();

        public StopReason? Reason { get; set; }

        public void PollNow() => Volatile.Read(ref _pollNow).TrySetResult();

        /// <summary>Waits until the next poll is due.</summary>
        public async Task WaitForNextPollAsync(TimeSpan period, TimeProvider time)
        {
            await Task.WhenAny(Volatile.Read(ref _pollNow).Task, Task.Delay(period, time, Ended.Token));
            Ended.Token.ThrowIfCancellationRequested();
            // A signal from here on is for the next poll; an earlier one is covered by the poll that follows.
            Volatile.Write(ref _pollNow, NewSignal());
        }

        private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Pages { get; set; }

        public IDocumentRuns Runs { get; set; } = null!;
    }
}
