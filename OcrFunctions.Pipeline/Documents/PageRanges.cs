using System.Globalization;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>Page numbers as users write them: <c>1-3,7</c>; ascending, without overlaps.</summary>
public sealed class PageRanges
{
    private readonly List<(int First, int Last)> _ranges;

    private PageRanges(List<(int First, int Last)> ranges) => _ranges = ranges;

    /// <summary>Number of pages in all ranges.</summary>
    public int Count => _ranges.Sum(r => r.Last - r.First + 1);

    /// <summary>Highest page number; 0 when there is none.</summary>
    public int Last => _ranges.Count == 0 ? 0 : _ranges[^1].Last;

    /// <summary>Pages 1 to <paramref name="last"/>.</summary>
    public static PageRanges To(int last) => new(last < 1 ? [] : [(1, last)]);

    /// <summary>One page.</summary>
    public static PageRanges Of(int page) => new([(page, page)]);

    /// <summary>The pages of a list.</summary>
    public static PageRanges Of(IEnumerable<int> pages) => new(Merge([.. pages.Select(page => (page, page))]));

    /// <summary>Reads <c>1-3,7</c>; an open end (<c>5-</c>) runs to <paramref name="lastPage"/>.</summary>
    /// <returns>Null if the text has another form or names a page below 1.</returns>
    public static PageRanges? Parse(string text, int lastPage = int.MaxValue)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !Number(ends[0], out int first))
                return null;
            int last = first;
            if (ends.Length == 2 && (last = ends[1].Length == 0 ? lastPage : Number(ends[1], out int end) ? end : 0) < first)
                return null;
            ranges.Add((first, last));
        }

        return new PageRanges(Merge(ranges));
    }

    /// <summary>These pages except some.</summary>
    public PageRanges Except(IReadOnlySet<int> others) =>
        new(Merge([.. Pages().Where(page => !others.Contains(page)).Select(page => (page, page))]));

    /// <summary>Those of these pages that are also among others.</summary>
    public PageRanges Intersect(PageRanges others)
    {
        HashSet<int> included = [.. others.Pages()];
        return new PageRanges(Merge([.. Pages().Where(included.Contains).Select(page => (page, page))]));
    }

    /// <summary>The page numbers, ascending.</summary>
    public IEnumerable<int> Pages() => _ranges.SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1));

    /// <summary>Splits into the given number of parts, in order, whose sizes differ by at most one page.</summary>
    public IReadOnlyList<PageRanges> Split(int parts)
    {
        List<int> pages = [.. Pages()];
        parts = Math.Clamp(parts, 1, Math.Max(1, pages.Count));
        var all = new List<PageRanges>(parts);
        for (int i = 0, from = 0; i < parts; i++)
        {
            int count = pages.Count / parts + (i < pages.Count % parts ? 1 : 0);
            all.Add(new PageRanges(Merge([.. pages.GetRange(from, count).Select(p => (p, p))])));
            from += count;
        }

        return all;
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Join(',', _ranges.Select(r => r.First == r.Last ? $"{r.First}" : $"{r.First}-{r.Last}"));

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1;

    private static List<(int First, int Last)> Merge(List<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var range in ranges.OrderBy(r => r.First))
        {
            if (merged.Count > 0 && (long)range.First <= (long)merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            else
                merged.Add(range);
        }

        return merged;
    }
}
