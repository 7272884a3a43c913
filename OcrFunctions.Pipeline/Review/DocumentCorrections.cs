using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Review;

/// <summary>Stores corrections of a finished document's words, and has its exports rewritten.</summary>
public sealed class DocumentCorrections(DocumentStore documents, DocumentIndex index, PageStore pages, CorrectedPageReader reader,
    CorrectionStore corrections, TimeProvider time)
{
    /// <summary>Corrects words.</summary>
    /// <param name="document">A finished document.</param>
    /// <param name="changes">The corrections to make.</param>
    /// <param name="runs">Starts the writing of the exports.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Errors for those that are not valid; none of the changes is stored then.</returns>
    public async Task<IReadOnlyList<string>> CorrectAsync(DocumentRow document, IReadOnlyList<WordChange> changes, IDocumentRuns runs,
        CancellationToken cancellationToken)
    {
        var accepted = new List<Correction>();
        var errors = new List<string>();
        foreach (IGrouping<int, WordChange> ofPage in changes.GroupBy(change => change.Page))
        {
            PageRow? row = await pages.FindAsync(document.Id, ofPage.Key, cancellationToken);
            PageResult? page = row?.ResultBlob is null ? null : await reader.ReadAsync(row, withWords: true, cancellationToken);
            foreach (WordChange change in ofPage)
            {
                PageWord? word = page?.Words?.FirstOrDefault(one => one.Id == change.Word);
                if (word is null)
                    errors.Add($"Page {change.Page} has no word '{change.Word}'.");
                else if (change.Content is { } seen && seen != word.Content)
                    errors.Add($"The word '{change.Word}' is '{word.Content}' now and not '{seen}'.");
                else
                    accepted.Add(Correction.Of(document.Id, change.Page, row!.Run, word, change.Text, time.GetUtcNow()));
            }
        }

        if (errors.Count > 0)
            return errors;
        foreach (Correction one in accepted)
            await corrections.PutAsync(one, cancellationToken);
        await RewriteAsync(document, runs, cancellationToken);
        return [];
    }

    /// <summary>Reverts a correction.</summary>
    /// <returns>False if there was none.</returns>
    public async Task<bool> RemoveAsync(DocumentRow document, string key, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        if (!await corrections.RemoveAsync(document.Id, key, cancellationToken))
            return false;
        await RewriteAsync(document, runs, cancellationToken);
        return true;
    }

    private async Task RewriteAsync(DocumentRow document, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        // Listed as unfinished first: if it is interrupted before the start, the reconciler sees two versions that differ.
        await index.MarkActiveAsync(document, cancellationToken);
        bool isUpToDate = false;
        await documents.ChangeAsync(document.Id, row => row.GetStatus() != DocumentStatus.Deleted,
            row =>
            {
                isUpToDate = row.ExportedCorrections == row.CorrectionsVersion;
                row.CorrectionsVersion++;
            },
            cancellationToken);
        // Whoever wrote the exports last found them up to date, and would not look again.
        await runs.RewriteAsync(document.Id, isEnding: isUpToDate, cancellationToken);
    }
}

/// <summary>A word that is to be corrected.</summary>
/// <param name="Page">Page number, from 1.</param>
/// <param name="Word">The word's id, such as <c>p1w12</c>.</param>
/// <param name="Content">The text that the caller saw; null if it does not matter. If the current text differs, the change is
/// refused.</param>
/// <param name="Text">The correct text; empty if there is no word.</param>
public sealed record WordChange(int Page, string Word, string? Content, string Text);
