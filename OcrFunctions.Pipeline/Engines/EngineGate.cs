using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Engines;

/// <summary>
/// Assigns engine slots to waiting pages. Activities start in the order they were scheduled and cannot be prioritized, so
/// more of them run than there are engines, and this decides the order: high before normal before low; then the document
/// that was served least, so that one page does not wait behind a thousand; then order of arrival. A page that has waited longer than
/// <see cref="MaxWait"/> precedes all others. A page that must be read alone enters when no slot is taken, and blocks the others.
/// A page of high priority, or a document's only page, that finds every slot taken gets an extra one: it shares the cores instead of
/// waiting for a page to finish.
/// </summary>
/// <param name="slots">Engines for all pages.</param>
/// <param name="express">Additional engines for urgent pages only.</param>
/// <param name="time">Clock.</param>
internal sealed class EngineGate(int slots, int express, TimeProvider time)
{
    /// <summary>Maximum wait before order of arrival alone decides.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Stack<int> _free = new(Enumerable.Range(0, slots).Reverse());
    private readonly Stack<int> _freeExpress = new(Enumerable.Range(slots, express).Reverse());
    private readonly List<Waiter> _waiting = [];
    private readonly Dictionary<string, Document> _documents = [];
    private long _arrivals;
    private int? _exclusive;

    /// <summary>Waits for a slot.</summary>
    /// <returns>Number of the slot, from 0.</returns>
    public async Task<int> EnterAsync(PageQueueEntry entry, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            Document document =
                _documents.TryGetValue(entry.DocumentId, out var known) ? known : _documents[entry.DocumentId] = new Document();
            document.Pending++;
            waiter = new Waiter(entry, document, _arrivals++, time.GetTimestamp());
            _waiting.Add(waiter);
            Admit();
        }

        await using var registration = cancellationToken.Register(() => Cancel(waiter, cancellationToken));
        return await waiter.Admitted.Task;
    }

    /// <summary>Releases a slot.</summary>
    public void Leave(int slot, string documentId)
    {
        lock (_lock)
        {
            (slot < slots ? _free : _freeExpress).Push(slot);
            if (_exclusive == slot)
                _exclusive = null;
            RemovePage(documentId);
            Admit();
        }
    }

    private void Admit()
    {
        while (_waiting.Count > 0 && _exclusive is null)
        {
            Waiter next = _waiting.MinBy(Order)!;
            // The slots taken are released first, and none is assigned meanwhile, or they would never all be free.
            if (next.Entry.Exclusive && _free.Count + _freeExpress.Count < slots + express)
                return;
            if (_free.TryPop(out int slot))
                Assign(next, slot);
            else if (NextUrgent() is { } urgent && _freeExpress.TryPop(out slot))
                Assign(urgent, slot);
            else
                return;
        }
    }

    /// <summary>The next urgent page; null if none is waiting.</summary>
    private Waiter? NextUrgent() => _waiting.Where(waiter => waiter.Entry.IsUrgent).MinBy(Order);

    private void Assign(Waiter waiter, int slot)
    {
        _waiting.Remove(waiter);
        waiter.Document.Served++;
        if (waiter.Entry.Exclusive)
            _exclusive = slot;
        waiter.Admitted.SetResult(slot);
    }

    private (bool WaitedNormally, Priority Priority, int Served, long Arrival) Order(Waiter waiter) =>
        time.GetElapsedTime(waiter.Since) > MaxWait ? (false, Priority.High, 0, waiter.Arrival)
            : (true, waiter.Entry.Priority, waiter.Document.Served, waiter.Arrival);

    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(waiter))
                return;
            RemovePage(waiter.Entry.DocumentId);
            waiter.Admitted.SetCanceled(cancellationToken);
            // It may have blocked the others.
            Admit();
        }
    }

    /// <summary>A document without waiting or running pages starts from zero when it returns, or the table would grow forever.</summary>
    private void RemovePage(string documentId)
    {
        if (--_documents[documentId].Pending == 0)
            _documents.Remove(documentId);
    }

    private sealed class Document
    {
        /// <summary>Its pages waiting or being read.</summary>
        public int Pending;

        /// <summary>Its pages admitted so far.</summary>
        public int Served;
    }

    private sealed record Waiter(PageQueueEntry Entry, Document Document, long Arrival, long Since)
    {
        public TaskCompletionSource<int> Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
