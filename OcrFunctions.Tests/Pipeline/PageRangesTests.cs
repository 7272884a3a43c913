using CsCheck;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Tests.Pipeline;

public sealed class PageRangesTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("1-3,7", "1-3,7")]
    [InlineData(" 7 , 1 - 3 ", "1-3,7")]
    [InlineData("2-4,3-6,7", "2-7")]
    [InlineData("8-", "8-10")]
    public void Ranges_are_parsed_in_every_common_notation(string text, string expected) =>
        Assert.Equal(expected, PageRanges.Parse(text, lastPage: 10)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("3-1")]
    [InlineData("1-2-3")]
    [InlineData("-3")]
    [InlineData("a")]
    [InlineData("1,,2")]
    [InlineData("99999999999")]
    [InlineData("11-")]
    public void An_invalid_range_is_refused(string text) => Assert.Null(PageRanges.Parse(text, lastPage: 10));

    [Fact]
    public void Splitting_keeps_every_page_once_in_order_and_gives_even_parts() =>
        Gen.Select(Gen.Int[1, 400].List[1, 200], Gen.Int[1, 40]).Sample((pages, parts) =>
        {
            PageRanges ranges = PageRanges.Parse(string.Join(',', pages))!;
            IReadOnlyList<PageRanges> split = ranges.Split(parts);
            Assert.Equal(pages.Distinct().Order(), split.SelectMany(s => s.Pages()));
            Assert.True(split.Max(s => s.Count) - split.Min(s => s.Count) <= 1);
            Assert.Equal(Math.Min(parts, ranges.Count), split.Count);
        });

    [Fact]
    public void Formatting_and_parsing_again_changes_nothing() =>
        Gen.Int[1, 1000].List[1, 50].Sample(pages =>
        {
            string text = PageRanges.Parse(string.Join(',', pages))!.ToString();
            Assert.Equal(text, PageRanges.Parse(text)!.ToString());
        });
}
