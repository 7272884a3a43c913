using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Tests.Exports;

/// <summary>Text, Markdown, tab-separated and comma-separated values.</summary>
public sealed class TextExportTests
{
    [Fact]
    public async Task Form_feeds_separate_the_pages_that_were_read()
    {
        string text =
            await ExportSamples.WriteAsync(output => new PlainTextExport(output, joinHyphens: false), ExportSamples.Row(),
                ExportSamples.Page(1, blocks: "one"), ExportSamples.FailedPage(2), ExportSamples.Page(3, blocks: "three"));
        Assert.Equal("one\n\fthree\n", text);
    }

    [Fact]
    public async Task Text_that_is_too_long_for_a_row_is_only_in_the_file()
    {
        using var output = new MemoryStream();
        await using var export = new PlainTextExport(output, joinHyphens: false);
        await export.PageAsync(new PageLayout(ExportSamples.Page(1, blocks: "short")));
        Assert.Equal("short\n", export.Short);
        await export.PageAsync(new PageLayout(ExportSamples.Page(2, blocks: new string('x', 100_000))));
        Assert.Null(export.Short);
    }

    [Theory]
    [InlineData("recog-\nnition of\n", "recognition\nof\n")]
    [InlineData("recog\u00AD\nnition\n", "recognition\n")]
    [InlineData("Anglo-\nSaxon\n", "Anglo-\nSaxon\n")]
    [InlineData("1914-\n1918\n", "1914-\n1918\n")]
    [InlineData("a well-known man\n", "a well-known man\n")]
    [InlineData("the end-\n\nof\n", "the end-\n\nof\n")]
    [InlineData("a rec-\nog-\nnize it\n", "a recognize\nit\n")]
    public void Hyphens_at_the_end_of_a_line_are_joined(string text, string joined) => Assert.Equal(joined, Hyphens.Join(text));

    [Fact]
    public async Task Rows_of_words_have_the_twelve_columns_of_tesseract()
    {
        string tsv =
            await ExportSamples.WriteAsync(output => new TsvExport(output), ExportSamples.Row(),
                WithConfidence(ExportSamples.Page(1, blocks: ["one two\nthree", "tab\there"]), 0.6));
        string[][] rows = [.. tsv.TrimEnd('\n').Split('\n').Select(row => row.Split('\t'))];
        Assert.All(rows, row => Assert.Equal(12, row.Length));
        Assert.Equal("level", rows[0][0]);
        Assert.Equal(["1", "2", "3", "4", "5", "5", "4", "5", "2", "3", "4", "5"], rows.Skip(1).Select(row => row[0]));
        Assert.Equal(["one", "two", "three", "tab here"], rows.Skip(1).Where(row => row[0] == "5").Select(row => row[11]));
        Assert.Equal(["5", "1", "1", "1", "1", "2", "140", "100", "30", "20", "60", "two"], rows[6]);
    }

    [Fact]
    public async Task Cells_are_quoted_and_none_is_a_formula()
    {
        string csv =
            await ExportSamples.WriteAsync(output => new ReviewCsvExport(output, maxWords: 0), ExportSamples.Row(),
                WordReview.Mark(WithConfidence(ExportSamples.Page(1, blocks: "=1+1 \"a,b\" @x plain -5 +a"), 0.6), below: 0.8));
        string[] rows = csv.Split("\r\n");
        Assert.StartsWith("id,page,content,confidence,reasons,unit,x1,", rows[0]);
        Assert.StartsWith("p1w1,1,'=1+1,0.6,lowConfidence,pixel,100,100,", rows[1]);
        Assert.StartsWith("p1w2,1,\"\"\"a,b\"\"\",0.6,", rows[2]);
        Assert.StartsWith("p1w3,1,'@x,", rows[3]);
        Assert.StartsWith("p1w4,1,plain,", rows[4]);
        Assert.StartsWith("p1w5,1,'-5,", rows[5]);
        Assert.StartsWith("p1w6,1,'+a,", rows[6]);
        Assert.Equal(("", 8), (rows[7], rows.Length));
    }

    [Fact]
    public async Task Only_words_to_review_are_listed()
    {
        PageResult page = ExportSamples.Page(1, blocks: "a b c");
        page = page with
        {
            Words =
            [page.Words![0] with { Confidence = null }, page.Words[1] with { Recognized = "x", Confidence = 0.1 }, page.Words[2]]
        };
        Assert.Equal(["p1w3"], await ListedAsync(0, WordReview.Mark(page, below: 0.8)));
    }

    [Fact]
    public async Task The_least_certain_words_of_the_document_come_first_and_no_more_than_are_requested()
    {
        PageResult[] pages = [.. Enumerable.Range(1, 3).Select(number =>
        {
            PageResult page = ExportSamples.Page(number, blocks: "a b c");
            IEnumerable<PageWord> words =
                page.Words!.Select((word, i) => word with { Confidence = Math.Abs(number - 2) / 10.0 + i / 20.0 });
            return WordReview.Mark(page with { Words = [.. words] }, below: 0.8);
        })];
        Assert.Equal(["p2w1", "p2w2", "p1w1", "p2w3", "p3w1", "p1w2", "p3w2", "p1w3", "p3w3"], await ListedAsync(0, pages));
        Assert.Equal(["p2w1", "p2w2"], await ListedAsync(2, pages));
    }

    private static async Task<IEnumerable<string>> ListedAsync(int most, params PageResult[] pages)
    {
        string csv = await ExportSamples.WriteAsync(output => new ReviewCsvExport(output, most), ExportSamples.Row(), pages);
        return csv.TrimEnd().Split("\r\n").Skip(1).Select(row => row.Split(',')[0]);
    }

    [Theory]
    [InlineData("# no heading", @"\# no heading")]
    [InlineData("- no item", @"\- no item")]
    [InlineData("1. no item", @"1\. no item")]
    [InlineData("12) no item", @"12\) no item")]
    [InlineData("1.5 metres", "1.5 metres")]
    [InlineData("a*b _c_ [d](e) <f> `g` | ~h & \\", @"a\*b \_c\_ \[d\](e) \<f\> \`g\` \| \~h \& \\")]
    [InlineData("--- no rule", @"\--- no rule")]
    [InlineData("> no quotation", @"\> no quotation")]
    [InlineData("1914-1918", "1914-1918")]
    public async Task Markup_is_escaped(string line, string escaped)
    {
        string markdown =
            await ExportSamples.WriteAsync(output => new MarkdownExport(output, joinHyphens: true), ExportSamples.Row(),
                ExportSamples.Page(1, blocks: line));
        Assert.Equal(escaped + "\n", markdown);
    }

    [Fact]
    public async Task Paragraphs_are_lines_of_markdown_and_horizontal_rules_separate_pages()
    {
        string markdown =
            await ExportSamples.WriteAsync(output => new MarkdownExport(output, joinHyphens: true), ExportSamples.Row(),
                ExportSamples.Page(1, blocks: "one recog-\nnition\n\ntwo"), ExportSamples.Page(2, blocks: "three"));
        Assert.Equal("one recognition\n\ntwo\n\n---\n\nthree\n", markdown);
    }

    private static PageResult WithConfidence(PageResult page, double confidence) =>
        page with { Words = [.. page.Words!.Select(word => word with { Confidence = confidence })] };
}
