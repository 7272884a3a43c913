using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>A page's words as blocks, paragraphs and lines, told by where they stand in its text.</summary>
internal static class PageLayout
{
    public static IEnumerable<LayoutBlock> Of(PageResult page)
    {
        IReadOnlyList<PageLine> lines = page.Lines ?? [];
        IReadOnlyList<PageWord> words = page.Words ?? [];
        int line = 0, word = 0;
        foreach (PageBlock block in page.Blocks ?? [])
        {
            var paragraphs = new List<LayoutParagraph>();
            List<LayoutLine>? paragraph = null;
            int last = -1;
            for (; line < lines.Count && lines[line].Span.Offset < block.Span.Offset + Math.Max(1, block.Span.Length); line++)
            {
                // One line feed parts lines, an empty line parts paragraphs.
                if (paragraph is null || lines[line].Span.Offset > last + 1)
                    paragraphs.Add(new LayoutParagraph(paragraph = []));
                last = lines[line].Span.Offset + lines[line].Span.Length;
                var inLine = new List<PageWord>();
                for (; word < words.Count && words[word].Span.Offset < last; word++)
                    inLine.Add(words[word]);
                paragraph.Add(new LayoutLine(lines[line], inLine));
            }

            if (paragraphs.Count > 0)
                yield return new LayoutBlock(block, paragraphs);
        }
    }
}

internal sealed record LayoutBlock(PageBlock Block, IReadOnlyList<LayoutParagraph> Paragraphs);

internal sealed record LayoutParagraph(IReadOnlyList<LayoutLine> Lines);

internal sealed record LayoutLine(PageLine Line, IReadOnlyList<PageWord> Words);
