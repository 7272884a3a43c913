using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Review;

/// <summary>Takes corrections of a finished document's words, and has its exports written anew.</summary>
public sealed class DocumentCorrections(DocumentStore documents, DocumentIndex index, PageStore pages, PageReader reader, CorrectionStore corrections, TimeProvider time)
{
    /// <summary>Corrects words.</summary>
    /// <param name="document">A finished document.</param>
    /// <param name="changes">What is to be corrected.</param>
    /// <param name="runs">Starts the writing of the exports.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Sentences about those that cannot be taken; none of the changes is stored then.</returns>
    public async Task<IReadOnlyList<string>> CorrectAsync(DocumentRow document, IReadOnlyList<WordChange> changes, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        var made = new List<Correction>();
        var wrong = new List<string>();
        foreach (IGrouping<int, WordChange> ofPage in changes.GroupBy(change => change.Page))
        {
            PageRow? row = await pages.FindAsync(document.PartitionKey, ofPage.Key, cancellationToken);
            PageResult? page = row?.ResultBlob is null ? null : await reader.ReadAsync(row, withWords: true, cancellationToken);
            foreach (WordChange change in ofPage)
            {
                PageWord? word = page?.Words?.FirstOrDefault(one => one.Id == change.Word);
                if (word is null)
                    wrong.Add($"Page {change.Page} has no word '{change.Word}'.");
                else if (change.Content is { } seen && seen != word.Content)
                    wrong.Add($"The word '{change.Word}' is '{word.Content}' now and not '{seen}'.");
                else
                    made.Add(Correction.Of(document.PartitionKey, change.Page, row!.Run, word, change.Text, time.GetUtcNow()));
            }
        }

        if (wrong.Count > 0)
            return wrong;
        foreach (Correction one in made)
            await corrections.PutAsync(one, cancellationToken);
        await RewriteAsync(document, runs, cancellationToken);
        return [];
    }

    /// <summary>Takes a correction back.</summary>
    /// <returns>False where there was none.</returns>
    public async Task<bool> RemoveAsync(DocumentRow document, string key, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        if (!await corrections.RemoveAsync(document.PartitionKey, key, cancellationToken))
            return false;
        await RewriteAsync(document, runs, cancellationToken);
        return true;
    }

    private async Task RewriteAsync(DocumentRow document, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        // On the list of unfinished documents first: should nobody come to the start, the reconciler sees two versions that differ.
        await index.AnnounceAsync(document, cancellationToken);
        await documents.ChangeAsync(document.PartitionKey, row => row.GetStatus() != DocumentStatus.Deleted, row => row.CorrectionsVersion++, cancellationToken);
        await runs.RewriteAsync(document.PartitionKey, cancellationToken);
    }
}

/// <summary>A word that is to be corrected.</summary>
/// <param name="Page">Page number, from 1.</param>
/// <param name="Word">The word's id, such as <c>p1w12</c>.</param>
/// <param name="Content">What the caller saw there; null where that does not matter. Another text there now refuses the change.</param>
/// <param name="Text">What stands there; empty where there is no word.</param>
public sealed record WordChange(int Page, string Word, string? Content, string Text);
