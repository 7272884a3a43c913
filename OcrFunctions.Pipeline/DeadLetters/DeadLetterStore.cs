using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.DeadLetters;

/// <summary>Failed pages and refused documents, which can be requeued.</summary>
public sealed class DeadLetterStore(StorageClients storage, PageStore pages, OcrMetrics metrics)
{
    private const string List = "letters";

    private TableClient Table => storage.Tables.GetTableClient(StorageNames.DeadLettersTable);

    /// <summary>Writes the current dead letters of a finished document, and removes those that a later run has resolved.</summary>
    public async Task PutAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        var current = new HashSet<string>();
        if (document.GetStatus() is DocumentStatus.Failed or DocumentStatus.PartiallySucceeded)
        {
            await foreach (DeadLetter letter in OfAsync(document, cancellationToken))
            {
                current.Add(letter.RowKey);
                await Table.UpsertEntityAsync(letter, TableUpdateMode.Replace, cancellationToken);
                metrics.DeadLetterWritten(letter.Code);
            }
        }

        // There are no dead letters before the first run.
        if (document.Run > 1)
            await RemoveAsync(document, letter => !current.Contains(letter.RowKey), cancellationToken);
    }

    /// <summary>Removes all dead letters of a document.</summary>
    public Task RemoveAsync(DocumentRow document, CancellationToken cancellationToken) =>
        RemoveAsync(document, _ => true, cancellationToken);

    /// <summary>One page of the list, newest documents first.</summary>
    /// <param name="code">Only dead letters with this code; null for all.</param>
    /// <param name="top">Maximum number of dead letters, 1 to 1,000.</param>
    /// <param name="continuation">From the previous page; null for the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidContinuationException">The continuation is from no page of this list.</exception>
    public Task<(IReadOnlyList<DeadLetter> Letters, string? Continuation)> ListAsync(string? code, int top, string? continuation,
        CancellationToken cancellationToken)
    {
        string filter = TimeKeys.Of(List) + (code is null ? "" : TableClient.CreateQueryFilter($" and Code eq {code}"));
        return TableLists.ReadSegmentAsync<DeadLetter>(Table, filter, top, continuation, cancellationToken);
    }

    /// <summary>Removes dead letters of documents that were ingested before a given time.</summary>
    /// <param name="before">The time.</param>
    /// <param name="max">Maximum number of dead letters to remove.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> RemoveBeforeAsync(DateTimeOffset before, int max, CancellationToken cancellationToken)
    {
        int removed = 0;
        await foreach (DeadLetter letter in Table.QueryAsync<DeadLetter>(TimeKeys.Before(List, before),
            cancellationToken: cancellationToken))
        {
            // It may have been retried since and have failed only recently.
            if (letter.FailedAt >= before)
                continue;
            await Table.DeleteEntityAsync(letter.PartitionKey, letter.RowKey, ETag.All, cancellationToken);
            if (++removed == max)
                break;
        }

        return removed;
    }

    private async IAsyncEnumerable<DeadLetter> OfAsync(DocumentRow document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int unread = document.PagesFailed ?? 0;
        if (unread > 0)
        {
            await foreach (PageRow page in pages.ReadAsync(document.Id, 1, cancellationToken))
            {
                if (page.GetStatus() != PageStatus.Failed)
                    continue;
                unread--;
                yield return Letter(document, page.GetError()!, page.Attempts, page.Run, page.CompletedAt ?? document.CompletedAt);
            }
        }

        // Errors that no page row records: a refusal, or pages that were never attempted.
        if ((document.PagesTotal ?? 0) == 0 || unread > 0)
            yield return Letter(document, document.GetError()! with { Page = null }, document.Run, document.Run, document.CompletedAt);
    }

    private static DeadLetter Letter(DocumentRow document, OcrError error, int attempts, int run, DateTimeOffset? failedAt) => new()
    {
        PartitionKey = TimeKeys.Partition(List, document.CreatedAt),
        RowKey = Prefix(document) + (error.Page is { } page ? PageRow.Key(page) : DocumentRow.Key),
        DocumentId = document.Id,
        Name = document.Name,
        Page = error.Page,
        Code = error.Code,
        Message = error.Message,
        Attempts = attempts,
        Run = run,
        FailedAt = failedAt ?? document.CreatedAt,
        Batch = document.Batch,
        ExternalId = document.ExternalId,
    };

    private async Task RemoveAsync(DocumentRow document, Func<DeadLetter, bool> which, CancellationToken cancellationToken)
    {
        string partition = TimeKeys.Partition(List, document.CreatedAt), from = Prefix(document), to = from + "~";
        await foreach (DeadLetter letter in Table.QueryAsync<DeadLetter>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}"),
            cancellationToken: cancellationToken))
        {
            if (which(letter))
                await Table.DeleteEntityAsync(letter.PartitionKey, letter.RowKey, ETag.All, cancellationToken);
        }
    }

    private static string Prefix(DocumentRow document) => TimeKeys.Row(document.CreatedAt, document.Id) + "-";
}
