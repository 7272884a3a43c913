using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Review;

/// <summary>Reads pages for display: the recognized text with its corrections, and with what remains to be reviewed.</summary>
public sealed class CorrectedPageReader(PageStore pages, PageResultStore results, CorrectionStore corrections,
    IOptions<OcrOptions> options)
{
    /// <summary>Number of pages whose words are prefetched.</summary>
    private const int Ahead = 4;

    /// <summary>A page from its row.</summary>
    /// <param name="row">The page's row.</param>
    /// <param name="withWords">False omits words, lines and blocks, but not the text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<PageResult> ReadAsync(PageRow row, bool withWords, CancellationToken cancellationToken)
    {
        PageResult page = await results.ReadAsync(row, cancellationToken);
        if (page.Words is not null)
            page = Correct(page, await corrections.ReadAsync(row.DocumentId, row.Page, cancellationToken));
        return withWords ? page : page with { Words = null, Lines = null, Blocks = null };
    }

    /// <summary>Every finished page of a document, in order. A few are prefetched; no more are held in memory.</summary>
    public async IAsyncEnumerable<PageResult> ReadAllAsync(DocumentRow document,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ILookup<int, Correction> all = (await corrections.ReadAsync(document.Id, null, cancellationToken)).ToLookup(one => one.Page);
        var fetched = new Queue<Task<PageResult>>();
        await foreach (PageRow row in pages.ReadAsync(document.Id, 1, cancellationToken))
        {
            if (row.GetStatus() == PageStatus.Running)
                continue;
            fetched.Enqueue(results.ReadAsync(row, cancellationToken));
            if (fetched.Count > Ahead)
                yield return await NextAsync();
        }

        while (fetched.Count > 0)
            yield return await NextAsync();

        async Task<PageResult> NextAsync()
        {
            PageResult page = await fetched.Dequeue();
            return Correct(page, [.. all[page.Page]]);
        }
    }

    private PageResult Correct(PageResult page, IReadOnlyList<Correction> ofPage) =>
        WordReview.Mark(CorrectedPage.Of(page, ofPage).Page, options.Value.ReviewBelow);

    /// <summary>A document's corrections, and which of them are orphaned.</summary>
    public async Task<IReadOnlyList<(Correction Correction, bool IsOrphan)>> CorrectionsAsync(string documentId,
        CancellationToken cancellationToken)
    {
        var all = new List<(Correction, bool)>();
        foreach (IGrouping<int, Correction> ofPage in (await corrections.ReadAsync(documentId, null, cancellationToken)).GroupBy(
            one => one.Page))
        {
            PageRow? row = await pages.FindAsync(documentId, ofPage.Key, cancellationToken);
            IReadOnlyList<Correction> orphans =
                row?.ResultBlob is null ? [.. ofPage]
                    : CorrectedPage.Of(await results.ReadAsync(row, cancellationToken), [.. ofPage]).Orphans;
            all.AddRange(ofPage.Select(one => (one, orphans.Contains(one))));
        }

        return all;
    }
}
