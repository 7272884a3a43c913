using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Pipeline.Sources;

/// <summary>A local copy of a document that is in use.</summary>
public sealed class SourceLease : IDisposable
{
    private readonly SourceCache _cache;
    private readonly string _documentId;
    private readonly SourceCache.Copy _copy;
    private bool _released;

    internal SourceLease(SourceCache cache, string documentId, SourceCache.Copy copy) =>
        (_cache, _documentId, _copy) = (cache, documentId, copy);

    /// <summary>The local file; it has no extension.</summary>
    public string Path => _copy.Path;

    public void Dispose()
    {
        if (_released)
            return;
        _released = true;
        _cache.Release(_documentId, _copy);
    }
}

/// <summary>The source is permanently unavailable.</summary>
public sealed class SourceLostException(OcrError error) : Exception(error.Message)
{
    public OcrError Error { get; } = error;
}
