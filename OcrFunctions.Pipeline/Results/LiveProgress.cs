using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Results;

/// <summary>Progress of the documents of a list that run, counted from their page rows: the index learns of it when they end.</summary>
public sealed class LiveProgress(DocumentStore documents, PageStore pages, TimeProvider time)
{
    /// <summary>Most documents that are counted for one list; each costs two storage calls, and one more for every thousand of its pages.</summary>
    private const int Most = 20;

    /// <returns>Progress by document id. Documents that do not run, and those beyond the first twenty that do, are left out.</returns>
    public async Task<Dictionary<string, DocumentProgress>> OfAsync(IEnumerable<DocumentIndexRow> rows, CancellationToken cancellationToken)
    {
        var running = rows.Where(row => row.GetStatus() == DocumentStatus.Running).Take(Most);
        var counted = await Task.WhenAll(running.Select(row => OfAsync(row.Id, cancellationToken)));
        return counted.OfType<(string Id, DocumentProgress Progress)>().ToDictionary(one => one.Id, one => one.Progress);
    }

    private async Task<(string Id, DocumentProgress Progress)?> OfAsync(string id, CancellationToken cancellationToken) =>
        await documents.FindAsync(id, cancellationToken) is { } document && document.GetStatus() == DocumentStatus.Running
            ? (id, DocumentProgress.Of(document, await pages.CountAsync(id, document.Run, cancellationToken), time.GetUtcNow()))
            : null;
}
