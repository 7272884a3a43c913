using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>The words of a document that need review, the least certain first.</summary>
/// <param name="limit">Maximum number of words; the most certain ones beyond it are left out. Null for all.</param>
internal sealed class ReviewList(int? limit)
{
    private readonly List<WordToReview> _words = [];

    /// <summary>Adds a page's words.</summary>
    public void Add(PageResult page)
    {
        IEnumerable<PageWord> words = (page.Words ?? []).Where(word => word.Review is not null);
        _words.AddRange(words.Select(word => new WordToReview(page.Page, page.Unit, word)));
        // Memory stays with the limit, not with the pages; sorting twice as many now and then costs little.
        if (limit is { } most && _words.Count > 2 * most)
            Keep(most);
    }

    /// <summary>The words within the limit; of equally certain ones those of earlier pages first.</summary>
    public IReadOnlyList<WordToReview> Words()
    {
        Keep(limit ?? int.MaxValue);
        return _words;
    }

    private void Keep(int most)
    {
        // A stable sort.
        WordToReview[] sorted = [.. _words.OrderBy(one => one.Word.Confidence).Take(most)];
        _words.Clear();
        _words.AddRange(sorted);
    }
}

/// <summary>A word that needs review.</summary>
/// <param name="Page">Page number, from 1.</param>
/// <param name="Unit">Of the word's polygon.</param>
/// <param name="Word">The word, with its reasons.</param>
internal sealed record WordToReview(int Page, string? Unit, PageWord Word);
