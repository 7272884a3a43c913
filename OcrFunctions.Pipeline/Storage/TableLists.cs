using Azure;
using Azure.Data.Tables;

namespace OcrFunctions.Pipeline.Storage;

/// <summary>Reads lists from tables, one segment at a time.</summary>
internal static class TableLists
{
    /// <summary>
    /// The first non-empty segment of a query, and the continuation of the next one; null after the last one. The table service may
    /// return an empty segment and a continuation at the end of a month or a partition.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="filter">Which rows.</param>
    /// <param name="top">Maximum number of rows of a segment, 1 to 1,000.</param>
    /// <param name="continuation">From the previous segment of the same filter; null for the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidContinuationException">The continuation is from no previous segment.</exception>
    public static async Task<(IReadOnlyList<T> Rows, string? Continuation)> ReadSegmentAsync<T>(TableClient table, string filter, int top,
        string? continuation, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        string? token = ContinuationToken.Read(filter, continuation);
        AsyncPageable<T> rows = table.QueryAsync<T>(filter, top, cancellationToken: cancellationToken);
        await foreach (Page<T> page in rows.AsPages(token).WithCancellation(cancellationToken))
        {
            if (page.Values.Count > 0 || page.ContinuationToken is null)
                return (page.Values, ContinuationToken.Write(filter, page.ContinuationToken));
        }

        return ([], null);
    }
}
