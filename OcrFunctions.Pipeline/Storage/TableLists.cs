using Azure;

namespace OcrFunctions.Pipeline.Storage;

/// <summary>Reads lists from tables, one segment at a time.</summary>
internal static class TableLists
{
    /// <summary>
    /// The first non-empty segment of a query, and the continuation of the next one; null after the last one. The table service may
    /// return an empty segment and a continuation at the end of a month or a partition.
    /// </summary>
    /// <param name="query">The query, created with the maximum number of rows of a segment.</param>
    /// <param name="continuation">From the previous segment; null for the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<(IReadOnlyList<T> Rows, string? Continuation)> ReadSegmentAsync<T>(AsyncPageable<T> query,
        string? continuation, CancellationToken cancellationToken)
        where T : notnull
    {
        await foreach (Page<T> page in query.AsPages(continuation).WithCancellation(cancellationToken))
        {
            if (page.Values.Count > 0 || page.ContinuationToken is null)
                return (page.Values, page.ContinuationToken);
        }

        return ([], null);
    }
}
