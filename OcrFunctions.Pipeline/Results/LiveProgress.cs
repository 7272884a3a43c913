using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Results;

/// <summary>
/// Progress of the running documents of a list, counted from their page rows: the index is updated only when they finish.
/// </summary>
public sealed class LiveProgress(DocumentStore documents, PageStore pages, TimeProvider time)
{
    /// <summary>
    /// Maximum number of documents counted for one list; each costs two storage calls, and one more for every thousand of its pages.
    /// </summary>
    private const int MaxDocuments = 20;

    /// <returns>Progress by document id. Documents that are not running, and those beyond the first twenty that are, are omitted.</returns>
    public async Task<Dictionary<string, DocumentProgress>> OfAsync(IEnumerable<DocumentIndexRow> rows, CancellationToken cancellationToken)
    {
        var running = rows.Where(row => row.GetStatus() == DocumentStatus.Running).Take(MaxDocuments);
        var counted = await Task.WhenAll(running.Select(row => OfAsync(row.Id, cancellationToken)));
        return counted.OfType<(string Id, DocumentProgress Progress)>().ToDictionary(one => one.Id, one => one.Progress);
    }

    private async Task<(string Id, DocumentProgress Progress)?> OfAsync(string id, CancellationToken cancellationToken) =>
        await documents.FindAsync(id, cancellationToken) is { } document && document.GetStatus() == DocumentStatus.Running
            ? (id, DocumentProgress.Of(document, await pages.CountAsync(id, document.Run, cancellationToken), time.GetUtcNow()))
            : null;
}
