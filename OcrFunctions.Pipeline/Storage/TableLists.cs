using Azure;

namespace OcrFunctions.Pipeline.Storage;

/// <summary>Reads lists out of tables part by part.</summary>
internal static class TableLists
{
    /// <summary>
    /// The first part of a query that holds anything, and what the next one continues with; null after the last one. The table service may
    /// answer with nothing and a continuation, where a month or a partition ends.
    /// </summary>
    /// <param name="query">The query, made with the number of rows that a part may have.</param>
    /// <param name="continuation">From the part before; null for the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<(IReadOnlyList<T> Rows, string? Continuation)> PartAsync<T>(AsyncPageable<T> query, string? continuation, CancellationToken cancellationToken)
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
