using System.Text.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.Exports;

namespace OcrFunctions.Tests.Pipeline;

public sealed class StoredPageUpgradeTests
{
    [Fact]
    public void A_page_stored_without_the_numbers_of_its_lines_gets_those_it_would_have_today()
    {
        PageResult page = ExportSamples.Page(1, blocks: ["one two\nthree\n\nfour", "five", "six\n\nseven eight\n\nnine"]);
        JsonNode stored = JsonSerializer.SerializeToNode(page, PipelineJson.Options)!;
        foreach (JsonNode? line in stored["lines"]!.AsArray())
            foreach (string number in new[] { "words", "paragraph", "block" })
                Assert.True(line!.AsObject().Remove(number));
        PageResult upgraded = StoredPageUpgrade.Apply(stored.Deserialize<PageResult>(PipelineJson.Options)!);
        Assert.Equal(Numbers(page), Numbers(upgraded));
    }

    [Fact]
    public void A_page_with_numbers_and_a_page_without_text_stay_as_they_are()
    {
        PageResult page = ExportSamples.Page(1, blocks: "one\n\ntwo"), empty = ExportSamples.Page(2);
        Assert.Same(page, StoredPageUpgrade.Apply(page));
        Assert.Same(empty, StoredPageUpgrade.Apply(empty));
    }

    private static IEnumerable<(string, int, int, int)> Numbers(PageResult page) =>
        page.Lines!.Select(line => (line.Content, line.Words, line.Paragraph, line.Block));
}
