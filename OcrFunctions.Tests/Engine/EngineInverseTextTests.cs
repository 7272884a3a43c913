using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Light text on dark grounds beside ordinary print: heads of tables, sidebars, boxes.</summary>
public sealed class EngineInverseTextTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private readonly TestDocuments _documents = fixture.Documents;

    private static readonly string[][] Table =
    [
        ["Item", "Pieces", "Value", "Maker"],
        ["Rope", "14", "51.30", "Hansen"],
        ["Anchor", "3", "275.00", "Bremer"],
        ["Lantern", "27", "8.65", "Dockmann"],
        ["Paint", "9", "19.90", "Farbwerk"],
    ];

    [Theory]
    [InlineData("0.1 0.25 0.55", "1 1 1")]
    [InlineData("0.7 0.1 0.1", "1 1 1")]
    [InlineData("0.1 0.4 0.2", "1 1 1")]
    [InlineData("0.25 0.25 0.25", "0.75 0.75 0.75")]
    [InlineData("0.5 0.5 0.5", "1 1 1")]
    [InlineData("0 0 0", "1 1 1")]
    public async Task The_dark_head_of_a_table_with_shaded_rows_is_read_as_its_first_row(string head, string letters)
    {
        string[] lines = (await Read(TableWithHead(head, letters))).Text().Split('\n');
        Assert.Equal(Table.Select(row => string.Join(' ', row)), lines);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    public async Task The_dark_head_of_a_turned_table_is_read(int degrees)
    {
        string text = (await Read(TableWithHead("0.1 0.25 0.55", "1 1 1", degrees))).Text();
        Assert.All(Table[0], word => Assert.Contains(word, text));
    }

    [Fact]
    public async Task A_dark_sidebar_is_read_beside_the_text()
    {
        string[] side = ["PROFILE", "Karl Brandt", "Dockside 12", "LANGUAGES", "German"];
        var page = new PdfTestPage();
        page.Draw("0.12 0.24 0.43 rg 0 0 160 842 re f 1 g");
        for (int i = 0; i < side.Length; i++)
            page.Text(20, 780 - 36 * i, 10, side[i]);
        page.Draw("0 g");
        for (int i = 0; i < TestProse.Three.Length; i++)
            page.Text(180, 780 - 30 * i, 12, TestProse.Three[i]);
        string[] lines = (await Read(page)).Text().Split('\n');
        Assert.All([.. side, .. TestProse.Three], line => Assert.Contains(line, lines));
    }

    private static PdfTestPage TableWithHead(string head, string letters, int rotate = 0)
    {
        var page = new PdfTestPage { Rotate = rotate };
        page.Draw($"{head} rg 40 740 510 32 re f 0.89 0.92 0.96 rg 40 707 510 32 re f 40 643 510 32 re f");
        for (int row = 0; row < Table.Length; row++)
        {
            page.Draw(row == 0 ? $"{letters} rg" : "0 g");
            for (int column = 0; column < Table[row].Length; column++)
                page.Text(50 + 125 * column, 752 - 32 * row, 11, Table[row][column]);
        }

        return page;
    }

    private async Task<RecognizedPage> Read(PdfTestPage page) =>
        await fixture.Engine.Page(_documents.Draw(_documents.Pdf(page), "png"), DocumentKind.Png);
}
