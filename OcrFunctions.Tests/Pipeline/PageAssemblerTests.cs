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
    public void The_pages_confidence_is_the_mean_of_its_words()
    {
        PageResult page = PageAssembler.Assemble(Recognized(new RecognizedBlock("flowing_text", Box,
            [new([new("one two", Box, [new("one", Box, 0.5), new("two", Box, 0.95)])])])));
        Assert.Equal(page.Words!.Average(word => word.Confidence)!.Value, page.Confidence!.Value, 4);
    }

    [Fact]
    public void A_words_confidence_is_the_probability_that_it_is_right_and_the_recognizers_own_is_kept()
    {
        PageWord word = PageAssembler.Assemble(Recognized(new RecognizedBlock("flowing_text", Box,
            [new([new("word", Box, [new("word", Box, 0.9)])])]))).Words![0];
        Assert.Equal(0.9, word.RawConfidence);
        Assert.Equal(
            ConfidenceModel.Default.Of(new RecognizedWord("word", Box, 0.9), new WordContext(Line: 0, StartsLine: true), "eng"),
            word.Confidence);
    }

    [Fact]
    public void A_word_says_who_read_it_and_what_the_other_recognizer_read()
    {
        PageWord[] words = [.. PageAssembler.Assemble(Recognized(new RecognizedBlock("flowing_text", Box, [new([new("one two", Box,
        [
            new("one", Box, 0.7) { Agreement = ReaderAgreement.Differs, SecondConfidence = 0.4, Alternative = "ono" },
            new("two", Box, 0.3) { Agreement = ReaderAgreement.Differs, SecondConfidence = 0.9, Alternative = "tw0", Reader = "PP-OCRv4" },
        ])])]))).Words!];
        Assert.Equal([null, "PP-OCRv4"], words.Select(word => word.Reader));
        Assert.Equal([new("ono", 0.4), new WordAlternative("tw0", 0.3)], words.SelectMany(word => word.Alternatives!));
        Assert.All(words, word => Assert.Equal(ReaderAgreement.Differs, word.Agreement));
    }

    [Fact]
    public void Native_words_have_no_confidence_and_are_excluded_from_the_mean()
    {
        PageResult page =
            PageAssembler.Assemble(
                Recognized(new RecognizedBlock("flowing_text", Box, [new([new("a b", Box, [new("a", Box, 0.5), new("b", Box, null)])])])));
        PageWord native = page.Words![1];
        Assert.Equal((page.Words[0].Confidence, null, TextSource.Native), (page.Confidence, native.Confidence, native.Source));
    }

    [Fact]
    public void A_word_that_is_not_in_its_line_is_refused() =>
        Assert.Throws<InvalidDataException>(
            () => PageAssembler.Assemble(Recognized(new RecognizedBlock("flowing_text", Box, [new([new("a", Box, [new("b", Box, 1)])])]))));

    [Theory]
    [InlineData("o\uFB03ce", "office")]
    [InlineData("\uFB01nds", "finds")]
    [InlineData("\uFB00\uFB01\uFB02\uFB03\uFB04\uFB05\uFB06", "fffiflffifflstst")]
    [InlineData("har\u00ADbour", "harbour")]
    [InlineData("Cafe\u0301", "Caf\u00E9")]
    [InlineData("Vie\u0302\u0323t", "Vi\u1EC7t")]
    [InlineData("Vi\u00EA\u0323t", "Vi\u1EC7t")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\u212Bngstro\u0308m", "\u00C5ngstr\u00F6m")]
    public void Words_are_spelled_as_people_search_for_them_and_keep_their_original(string said, string content)
    {
        PageResult page = PageAssembler.Assemble(Recognized(Block("flowing_text", [[$"the {said} of", "the end"]])));
        Assert.Equal($"the {content} of\nthe end\n", page.Text);
        Assert.Equal((content, said), (page.Words![1].Content, page.Words[1].Original));
        Assert.All(page.Words, w => Assert.Equal(w.Content, page.Text!.Substring(w.Span.Offset, w.Span.Length)));
        Assert.All(page.Lines!, l => Assert.Equal(l.Content, page.Text!.Substring(l.Span.Offset, l.Span.Length)));
        Assert.Null(page.Words[0].Original);
    }

    [Theory]
    [InlineData("10\u00B2")]
    [InlineData("\u00BD")]
    [InlineData("\uFF21\uFF22")]
    [InlineData("\u2122")]
    [InlineData("na\u00EFve")]
    public void Characters_that_mean_something_else_than_they_resemble_stay(string word)
    {
        PageWord read = PageAssembler.Assemble(Recognized(Block("flowing_text", [[word]]))).Words![0];
        Assert.Equal((word, null), (read.Content, read.Original));
    }

    [Fact]
    public void A_soft_hyphen_at_the_end_of_a_line_is_a_hyphen()
    {
        PageResult page = PageAssembler.Assemble(
            Recognized(Block("flowing_text", [["the har\u00AD bour rec\u00AD", "ognition \u00AD now"]])));
        Assert.Equal("the har bour rec-\nognition - now\n", page.Text);
        Assert.Equal("rec\u00AD", page.Words![3].Original);
    }

    private static RecognizedBlock Block(string kind, string[][] paragraphs) => new(kind, Box,
        [.. paragraphs.Select(
            lines => new RecognizedParagraph(
                [.. lines.Select(l => new RecognizedLine(l, Box, [.. l.Split(' ').Select(w => new RecognizedWord(w, Box, 0.9))]))]))]);

    /// <summary>A page of an engine, in English.</summary>
    internal static RecognizedPage Recognized(params RecognizedBlock[] blocks) => new()
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
