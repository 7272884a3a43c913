using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>A page as the tree of blocks, paragraphs, lines and words that every export writes; built once a page.</summary>
internal sealed class PageLayout(PageResult page)
{
    /// <summary>The page; one that failed has no text.</summary>
    public PageResult Page { get; } = page;

    /// <summary>Blocks in reading order.</summary>
    public IReadOnlyList<LayoutBlock> Blocks { get; } = Read(page);

    /// <summary>All lines in reading order.</summary>
    public IEnumerable<LayoutLine> Lines => Blocks.SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines);

    private static LayoutBlock[] Read(PageResult page)
    {
        if (page is not { Lines: { } lines, Words: { } words, Blocks: { } blocks })
            return [];
        int word = 0;
        var read = new List<LayoutLine>(lines.Count);
        foreach (PageLine line in lines)
        {
            read.Add(new LayoutLine(line, [.. Enumerable.Range(word, line.Words).Select(i => words[i])]));
            word += line.Words;
        }

        return [.. read.GroupBy(line => line.Line.Block).Select(ofBlock => new LayoutBlock(
            blocks[ofBlock.Key],
            [.. ofBlock.GroupBy(line => line.Line.Paragraph).Select(ofParagraph => new LayoutParagraph([.. ofParagraph]))]))];
    }
}

internal sealed record LayoutBlock(PageBlock Block, IReadOnlyList<LayoutParagraph> Paragraphs);

internal sealed record LayoutParagraph(IReadOnlyList<LayoutLine> Lines);

internal sealed record LayoutLine(PageLine Line, IReadOnlyList<PageWord> Words);
