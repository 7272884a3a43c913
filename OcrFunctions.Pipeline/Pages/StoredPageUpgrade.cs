namespace OcrFunctions.Pipeline.Pages;

/// <summary>
/// Completes pages that were stored before lines had the numbers of their words, paragraph and block (schema 2.0 and earlier), so that the
/// exports of such a document can still be rewritten after a correction.
/// </summary>
internal static class StoredPageUpgrade
{
    public static PageResult Apply(PageResult page)
    {
        if (page is not { Lines: { Count: > 0 } lines, Words: { Count: > 0 } words, Blocks: { } blocks }
            || lines.Any(line => line.Words > 0))
            return page;
        var complete = new List<PageLine>(lines.Count);
        int word = 0, paragraph = 0, block = 0;
        foreach (PageLine line in lines)
        {
            int first = word, start = line.Span.Offset;
            while (word < words.Count && words[word].Span.Offset < End(line.Span))
                word++;
            while (block + 1 < blocks.Count && start >= blocks[block + 1].Span.Offset)
                block++;
            // One line feed separates lines, an empty line separates paragraphs.
            if (complete.Count > 0 && start > End(complete[^1].Span) + 1)
                paragraph++;
            complete.Add(line with { Words = word - first, Paragraph = paragraph, Block = block });
        }

        return page with { Lines = complete };
    }

    private static int End(TextSpan span) => span.Offset + span.Length;
}
