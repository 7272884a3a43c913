using Microsoft.Extensions.Logging;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Results;

/// <summary>
/// Closes a run: counts what its pages left in the table, writes the text, and sets the final status. What the orchestration
/// believes is not asked: a page without a final row has failed. May be done again; a closed document stays as it is.
/// </summary>
public sealed partial class DocumentFinisher(
    DocumentStore documents,
    DocumentIndex index,
    PageStore pages,
    TextExport texts,
    SourceCache sources,
    TimeProvider time,
    ILogger<DocumentFinisher> log)
{
    /// <summary>Finishes a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="failure">Why nothing, or nothing more, was read; null where the pages decide.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How the document ended.</returns>
    public async Task<DocumentOutcome> FinishAsync(DocumentRun run, OcrError? failure, CancellationToken cancellationToken)
    {
        DocumentRow? document = await documents.FindAsync(run.Id, cancellationToken);
        if (document is null || document.Run != run.Run)
            return DocumentOutcome.Stale;
        if (!document.GetStatus().IsFinal())
        {
            PageTally tally = await TallyAsync(document, cancellationToken);
            (string? text, string? textBlob) = tally.Done > 0 ? await texts.WriteAsync(run.Id, cancellationToken) : (null, null);
            document = await documents.ChangeAsync(run, row => Close(row, tally, failure, text, textBlob), cancellationToken);
            if (document is null || document.Run != run.Run)
                return DocumentOutcome.Stale;
        }

        await index.PutAsync(document, cancellationToken);
        sources.Forget(run.Id);
        Ended(document.Name, run.Id, document.Status, document.PagesDone ?? 0, document.PagesFailed ?? 0);
        return new DocumentOutcome(document.Status, document.PagesDone ?? 0, document.PagesFailed ?? 0);
    }

    private async Task<PageTally> TallyAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        var tally = new PageTally();
        await foreach (PageRow page in pages.ReadAsync(document.PartitionKey, 1, cancellationToken))
        {
            if (page.IsFinal(document.Run))
                tally.Add(page);
        }

        return tally;
    }

    private void Close(DocumentRow row, PageTally tally, OcrError? failure, string? text, string? textBlob)
    {
        int total = row.PagesTotal ?? 0, failed = total - tally.Done;
        row.Status = (tally.Done, failed) switch
        {
            (0, _) => nameof(DocumentStatus.Failed),
            (_, 0) when failure is null => nameof(DocumentStatus.Succeeded),
            _ => nameof(DocumentStatus.PartiallySucceeded),
        };
        row.PagesDone = tally.Done;
        row.PagesFailed = failed;
        row.ConfidenceMean = tally.MeanConfidence;
        row.ConfidenceWorstPage = tally.WorstConfidence;
        row.WorstPage = tally.WorstPage;
        row.Words = tally.Words;
        row.WordsToReview = tally.WordsToReview;
        row.Text = text;
        row.TextBlob = textBlob;
        row.CompletedAt = time.GetUtcNow();
        // A document that was refused at its inspection never ran.
        row.StartedAt ??= row.CompletedAt;
        row.SetError(failure ?? tally.Error(failed, total));
    }
}
