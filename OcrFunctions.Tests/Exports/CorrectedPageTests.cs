using CsCheck;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Review;

namespace OcrFunctions.Tests.Exports;

/// <summary>Corrections find their words by position and old text, and all spans into the text stay correct.</summary>
public sealed class CorrectedPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("two", "too", "one too three\nfour\n")]
    [InlineData("two", "twenty-two", "one twenty-two three\nfour\n")]
    [InlineData("two", "t", "one t three\nfour\n")]
    [InlineData("two", "", "one three\nfour\n")]
    [InlineData("three", "", "one two\nfour\n")]
    [InlineData("one", "", "two three\nfour\n")]
    [InlineData("two", "two words", "one two words three\nfour\n")]
    public void A_word_is_replaced_in_the_text_and_in_its_line(string word, string by, string text)
    {
        CorrectedPage corrected = CorrectedPage.Of(Page(), [Correct(Page(), word, by)]);
        Assert.Equal(text, corrected.Page.Text);
        Assert.Empty(corrected.Orphans);
        AssertPointsRight(corrected.Page);
        Assert.Equal(text.Split('\n')[0], corrected.Page.Lines![0].Content);
    }

    [Theory]
    [InlineData("one", "two\n\nthree\n\nfour\n")]
    [InlineData("two", "one\n\nthree\n\nfour\n")]
    [InlineData("three", "one\ntwo\n\nfour\n")]
    [InlineData("four", "one\ntwo\n\nthree\n")]
    public void A_line_that_loses_its_only_word_is_removed_and_so_is_a_paragraph(string word, string text)
    {
        PageResult page = ExportSamples.Page(1, blocks: ["one\ntwo\n\nthree", "four"]);
        CorrectedPage corrected = CorrectedPage.Of(page, [Correct(page, word, "")]);
        Assert.Equal(text, corrected.Page.Text);
        Assert.Equal(3, corrected.Page.Lines!.Count);
        Assert.Equal(word == "four" ? 1 : 2, corrected.Page.Blocks!.Count);
        AssertPointsRight(corrected.Page);
    }

    [Fact]
    public void A_corrected_word_keeps_the_recognized_text_and_has_a_confidence_of_one()
    {
        PageWord word = CorrectedPage.Of(Page(), [Correct(Page(), "two", "too")]).Page.Words![1];
        Assert.Equal(("p1w2", "too", "two", 1.0), (word.Id, word.Content, word.Recognized, word.Confidence));
    }

    [Fact]
    public void The_later_of_two_corrections_applies()
    {
        Correction first = Correct(Page(), "two", "too"), second = Correct(Page(), "two", "to");
        second.CorrectedAt = Now.AddMinutes(1);
        Assert.Equal("one to three\nfour\n", CorrectedPage.Of(Page(), [second, first]).Page.Text);
    }

    [Fact]
    public void A_second_recognition_with_another_text_keeps_the_correction_at_its_position()
    {
        PageResult again = Moved(ExportSamples.Page(1, blocks: "0ne tvvo three\nfour"), 3);
        CorrectedPage corrected = CorrectedPage.Of(again, [Correct(Page(), "two", "2")]);
        Assert.Equal("0ne 2 three\nfour\n", corrected.Page.Text);
        Assert.Equal("tvvo", corrected.Page.Words![1].Recognized);
    }

    [Fact]
    public void A_correction_without_its_word_is_orphaned_and_changes_nothing()
    {
        PageResult moved = Moved(Page(), 500);
        Correction lost = Correct(Page(), "two", "too");
        CorrectedPage corrected = CorrectedPage.Of(moved, [lost]);
        Assert.Equal([lost], corrected.Orphans);
        Assert.Equal(Page().Text, corrected.Page.Text);
    }

    [Fact]
    public void A_page_without_words_orphans_all_corrections() =>
        Assert.Single(CorrectedPage.Of(ExportSamples.FailedPage(1), [Correct(Page(), "two", "too")]).Orphans);

    [Fact]
    public void A_text_layer_has_corrected_words_and_no_deleted_ones() =>
        Assert.Equal(["one", "too", "four"],
            CorrectedPage.Of(Page(), [Correct(Page(), "two", "too"), Correct(Page(), "three", "")]).Page.Words!.Select(
                word => word.Content));

    [Fact]
    public void After_any_corrections_every_span_points_at_its_word_line_and_block()
    {
        Gen<string> word = Gen.String[Gen.Char["abcdä-."], 1, 8];
        Gen<string> block =
            word.Array[1, 6].Array[1, 4].Array[1, 3]
                .Select(paragraphs =>
                    string.Join("\n\n", paragraphs.Select(lines => string.Join('\n', lines.Select(words => string.Join(' ', words))))));
        Gen.Select(block.Array[1, 3], Gen.Select(Gen.Int[0, 200], Gen.OneOf(word, Gen.Const(""), Gen.Const("two words"))).Array[0, 12])
            .Sample((blocks, changes) =>
        {
            PageResult page = ExportSamples.Page(1, blocks: blocks);
            var byWord =
                changes.GroupBy(change => change.Item1 % page.Words!.Count).ToDictionary(group => group.Key, group => group.First().Item2);
            CorrectedPage corrected =
                CorrectedPage.Of(page, [.. byWord.Select(change => Correction.Of("d", 1, 1, page.Words![change.Key], change.Value, Now))]);
            Assert.Empty(corrected.Orphans);
            AssertPointsRight(corrected.Page);
            IEnumerable<string> wanted =
                page.Words!.Select((one, i) => byWord.GetValueOrDefault(i, one.Content)).Where(text => text.Length > 0);
            Assert.Equal(wanted, corrected.Page.Words!.Select(one => one.Content));
            Assert.Equal(string.Join(' ', wanted),
                string.Join(' ', corrected.Page.Text!.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
            Assert.DoesNotContain("  ", corrected.Page.Text);
            Assert.DoesNotContain(" \n", corrected.Page.Text);
            Assert.DoesNotContain("\n\n\n", corrected.Page.Text);
            Assert.False(corrected.Page.Text.StartsWith('\n') || corrected.Page.Text.EndsWith("\n\n"));
        });
    }

    private static PageResult Page() => ExportSamples.Page(1, blocks: "one two three\nfour");

    private static Correction Correct(PageResult page, string word, string by) =>
        Correction.Of("d", 1, 1, page.Words!.Single(one => one.Content == word), by, Now);

    private static PageResult Moved(PageResult page, double by) =>
        page with { Words = [.. page.Words!.Select(word => word with { Polygon = [.. word.Polygon.Select(value => value + by)] })] };

    private static void AssertPointsRight(PageResult page)
    {
        Assert.All(page.Words!, word => Assert.Equal(word.Content, page.Text!.Substring(word.Span.Offset, word.Span.Length)));
        Assert.All(page.Lines!, line => Assert.Equal(line.Content, page.Text!.Substring(line.Span.Offset, line.Span.Length)));
        Assert.All(page.Lines!, line => Assert.DoesNotContain('\n', line.Content));
        Assert.All(page.Blocks!,
            block => Assert.Equal(page.Text!.Substring(block.Span.Offset, block.Span.Length).Trim(),
                page.Text!.Substring(block.Span.Offset, block.Span.Length)));
        // What the exports derive from the spans is complete.
        Assert.Equal(page.Words, new OcrFunctions.Pipeline.Exports.PageLayout(page).Lines.SelectMany(line => line.Words));
    }
}
