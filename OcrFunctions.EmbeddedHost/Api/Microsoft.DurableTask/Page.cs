namespace Microsoft.DurableTask;

/// <summary>One page of a longer list.</summary>
public sealed class Page<T>
    where T : notnull
{
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        Values = values ?? throw new ArgumentNullException(nameof(values));
        ContinuationToken = continuationToken;
    }

    public IReadOnlyList<T> Values { get; }

    /// <summary>Null on the last page.</summary>
    public string? ContinuationToken { get; }
}
