using System.Runtime.CompilerServices;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Review;

/// <summary>Reads pages as people are to see them: what was recognised, with the corrections in it.</summary>
public sealed class PageReader(PageStore pages, PageResultStore results, CorrectionStore corrections)
{
    /// <summary>Pages whose words are fetched ahead of the one that is looked at.</summary>
    private const int Ahead = 4;

    /// <summary>A page by its row.</summary>
    public async Task<PageResult> ReadAsync(PageRow row, bool withWords, CancellationToken cancellationToken)
    {
        PageResult page = await results.ReadAsync(row, withWords, cancellationToken);
        return withWords && page.Words is not null
            ? CorrectedPage.Of(page, await corrections.ReadAsync(row.PartitionKey, row.Page, cancellationToken)).Page
            : page;
    }

    /// <summary>Every page of a document that has come to an end, in order. A few are fetched ahead; no more are held.</summary>
    public async IAsyncEnumerable<PageResult> ReadAllAsync(DocumentRow document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ILookup<int, Correction> all = (await corrections.ReadAsync(document.PartitionKey, null, cancellationToken)).ToLookup(one => one.Page);
        var fetched = new Queue<Task<PageResult>>();
        await foreach (PageRow row in pages.ReadAsync(document.PartitionKey, 1, cancellationToken))
        {
            if (row.GetStatus() == PageStatus.Running)
                continue;
            fetched.Enqueue(results.ReadAsync(row, withWords: true, cancellationToken));
            if (fetched.Count > Ahead)
                yield return await NextAsync();
        }

        while (fetched.Count > 0)
            yield return await NextAsync();

        async Task<PageResult> NextAsync()
        {
            PageResult page = await fetched.Dequeue();
            return CorrectedPage.Of(page, [.. all[page.Page]]).Page;
        }
    }

    /// <summary>A document's corrections, and which of them have lost their word.</summary>
    public async Task<IReadOnlyList<(Correction Correction, bool IsOrphan)>> CorrectionsAsync(string documentId, CancellationToken cancellationToken)
    {
        var all = new List<(Correction, bool)>();
        foreach (IGrouping<int, Correction> ofPage in (await corrections.ReadAsync(documentId, null, cancellationToken)).GroupBy(one => one.Page))
        {
            PageRow? row = await pages.FindAsync(documentId, ofPage.Key, cancellationToken);
            IReadOnlyList<Correction> orphans = row?.ResultBlob is null ? [.. ofPage] : CorrectedPage.Of(await results.ReadAsync(row, withWords: true, cancellationToken), [.. ofPage]).Orphans;
            all.AddRange(ofPage.Select(one => (one, orphans.Contains(one))));
        }

        return all;
    }
}
