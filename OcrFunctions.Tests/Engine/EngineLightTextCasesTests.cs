using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Shared documents with light print: on dark grounds, and on white.</summary>
public sealed class EngineLightTextCasesTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("tab-blue-zebra.png")]
    [InlineData("table-dark-head-zebra.png")]
    [InlineData("white-on-blue-sidebar.png")]
    [InlineData("light-grey-print.png")]
    [InlineData("callout-dark.png")]
    public async Task All_words_that_a_reader_sees_are_read(string name)
    {
        string file = Repository.SharedFile("cases", name);
        IEnumerable<string> expected = File.ReadLines(Repository.SharedFile("cases", $"{name}.expected"))
            .Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        RecognizedPage page = await fixture.Engine.Page(file, DocumentKind.Png);
        Assert.Empty(expected.Except(page.Words().Select(word => word.Text)));
        Assert.Empty(page.Warnings);
    }
}
