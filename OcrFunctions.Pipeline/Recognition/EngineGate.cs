using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>
/// Hands out engine slots to waiting pages. Activities start in the order they were scheduled and cannot be prioritised, so
/// more of them run than there are engines, and this decides who goes first: high before normal before low; then the document
/// that was served least, so that one page does not wait behind a thousand; then who came first. Who has waited longer than
/// <see cref="Patience"/> goes before all others. A page that is to be alone goes in when nobody else is inside, and keeps the others out.
/// A page of high priority, or a document's only page, that finds every slot taken has one more: it shares the cores instead of waiting for
/// a page to end.
/// </summary>
/// <param name="slots">Engines for everybody.</param>
/// <param name="express">Further engines that only urgent pages get.</param>
/// <param name="time">Clock.</param>
internal sealed class EngineGate(int slots, int express, TimeProvider time)
{
    /// <summary>Longest wait before order of arrival alone decides.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Stack<int> _free = new(Enumerable.Range(0, slots).Reverse());
    private readonly Stack<int> _freeExpress = new(Enumerable.Range(slots, express).Reverse());
    private readonly List<Waiter> _waiting = [];
    private readonly Dictionary<string, Document> _documents = [];
    private long _arrivals;
    private int? _alone;

    /// <summary>Waits for a slot.</summary>
    /// <returns>Number of the slot, from 0.</returns>
    public async Task<int> EnterAsync(PageTurn turn, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            Document document = _documents.TryGetValue(turn.DocumentId, out var known) ? known : _documents[turn.DocumentId] = new Document();
            document.Present++;
            waiter = new Waiter(turn, document, _arrivals++, time.GetTimestamp());
            _waiting.Add(waiter);
            Admit();
        }

        await using var registration = cancellationToken.Register(() => GiveUp(waiter, cancellationToken));
        return await waiter.Admitted.Task;
    }

    /// <summary>Gives a slot back.</summary>
    public void Leave(int slot, string documentId)
    {
        lock (_lock)
        {
            (slot < slots ? _free : _freeExpress).Push(slot);
            if (_alone == slot)
                _alone = null;
            Forget(documentId);
            Admit();
        }
    }

    private void Admit()
    {
        while (_waiting.Count > 0 && _alone is null)
        {
            Waiter next = _waiting.MinBy(Order)!;
            // Whoever is inside leaves first, and nobody goes in meanwhile, or it would never be empty.
            if (next.Turn.Alone && _free.Count + _freeExpress.Count < slots + express)
                return;
            if (_free.TryPop(out int slot))
                LetIn(next, slot);
            else if (Urgent() is { } urgent && _freeExpress.TryPop(out slot))
                LetIn(urgent, slot);
            else
                return;
        }
    }

    /// <summary>The urgent page whose turn is next; null where none waits.</summary>
    private Waiter? Urgent() => _waiting.Where(waiter => waiter.Turn.IsUrgent).MinBy(Order);

    private void LetIn(Waiter waiter, int slot)
    {
        _waiting.Remove(waiter);
        waiter.Document.Served++;
        if (waiter.Turn.Alone)
            _alone = slot;
        waiter.Admitted.SetResult(slot);
    }

    private (bool Patient, Priority Priority, int Served, long Arrival) Order(Waiter waiter) =>
        time.GetElapsedTime(waiter.Since) > Patience ? (false, Priority.High, 0, waiter.Arrival) : (true, waiter.Turn.Priority, waiter.Document.Served, waiter.Arrival);

    private void GiveUp(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(waiter))
                return;
            Forget(waiter.Turn.DocumentId);
            waiter.Admitted.SetCanceled(cancellationToken);
            // It may have kept the others waiting.
            Admit();
        }
    }

    /// <summary>A document with nobody here starts from nothing when it comes again, or the table would grow for ever.</summary>
    private void Forget(string documentId)
    {
        if (--_documents[documentId].Present == 0)
            _documents.Remove(documentId);
    }

    private sealed class Document
    {
        /// <summary>Its pages waiting or being read.</summary>
        public int Present;

        /// <summary>Its pages let in so far.</summary>
        public int Served;
    }

    private sealed record Waiter(PageTurn Turn, Document Document, long Arrival, long Since)
    {
        public TaskCompletionSource<int> Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
