using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Tests.Pipeline;

public sealed class PageAssemblerTests
{
    private static readonly double[] Box = [0, 0, 10, 0, 10, 10, 0, 10];

    [Fact]
    public void Every_span_points_at_its_word_line_and_block()
    {
        PageResult page = PageAssembler.Assemble(Recognized(
            Block("flowing_text", [["the the", "cat"], ["sat"]]),
            Block("table", [["1 2"]])));

        Assert.Equal("the the\ncat\n\nsat\n\n1 2\n", page.Text);
        Assert.All(page.Words!, w => Assert.Equal(w.Content, page.Text!.Substring(w.Span.Offset, w.Span.Length)));
        Assert.All(page.Lines!, l => Assert.Equal(l.Content, page.Text!.Substring(l.Span.Offset, l.Span.Length)));
        Assert.Equal(["the the\ncat\n\nsat", "1 2"], page.Blocks!.Select(b => page.Text!.Substring(b.Span.Offset, b.Span.Length)));
        Assert.Equal(["p3w1", "p3w2", "p3w3", "p3w4", "p3w5", "p3w6"], page.Words!.Select(w => w.Id));
        Assert.Equal(0, page.Words![0].Span.Offset);
        Assert.Equal(4, page.Words![1].Span.Offset);
    }

    [Fact]
    public void A_page_without_words_is_blank_and_has_no_confidence()
    {
        PageResult page = PageAssembler.Assemble(Recognized() with { Source = TextSource.Blank });
        Assert.Equal((TextSource.Blank, null, ""), (page.Source!.Value, page.Confidence, page.Text));
    }

    [Fact]
    public void The_pages_confidence_is_the_mean_of_its_words() =>
        Assert.Equal(0.75, PageAssembler.Assemble(Recognized(new RecognizedBlock("flowing_text", Box,
            [new([new("a b", Box, [new("a", Box, 0.5), new("b", Box, 1)])])]))).Confidence);

    [Fact]
    public void Native_words_have_no_confidence_and_are_excluded_from_the_mean()
    {
        PageResult page =
            PageAssembler.Assemble(
                Recognized(new RecognizedBlock("flowing_text", Box, [new([new("a b", Box, [new("a", Box, 0.5), new("b", Box, null)])])])));
        Assert.Equal((0.5, null, TextSource.Native), (page.Confidence, page.Words![1].Confidence, page.Words[1].Source));
    }

    [Fact]
    public void A_word_that_is_not_in_its_line_is_refused() =>
        Assert.Throws<InvalidDataException>(
            () => PageAssembler.Assemble(Recognized(new RecognizedBlock("flowing_text", Box, [new([new("a", Box, [new("b", Box, 1)])])]))));

    private static RecognizedBlock Block(string kind, string[][] paragraphs) => new(kind, Box,
        [.. paragraphs.Select(
            lines => new RecognizedParagraph(
                [.. lines.Select(l => new RecognizedLine(l, Box, [.. l.Split(' ').Select(w => new RecognizedWord(w, Box, 0.9))]))]))]);

    private static RecognizedPage Recognized(params RecognizedBlock[] blocks) => new()
    {
        Page = 3,
        Width = 100,
        Height = 200,
        Unit = "pixel",
        DpiUsed = 300,
        Source = TextSource.Ocr,
        Language = "eng",
        Blocks = blocks,
        ImageMilliseconds = 1,
        RecognitionMilliseconds = 2,
        CpuMilliseconds = 3,
    };
}
