namespace OcrFunctions.Pipeline.Documents;

/// <summary>Tells a page at work when its document is to stop. Dispose it when the page is done.</summary>
public sealed class DocumentWatch : IDisposable
{
    private readonly DocumentWatches _watches;
    private readonly DocumentWatches.Entry _entry;
    private bool _left;

    internal DocumentWatch(DocumentWatches watches, DocumentWatches.Entry entry) => (_watches, _entry) = (watches, entry);

    /// <summary>Cancelled when the document is to stop.</summary>
    public CancellationToken Stopped => _entry.Stopped.Token;

    /// <summary>Why; null while it goes on.</summary>
    public StopReason? Reason => _entry.Reason;

    public void Dispose()
    {
        if (_left)
            return;
        _left = true;
        _watches.Leave(_entry);
    }
}
