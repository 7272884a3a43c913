using System.Globalization;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Pages that require more than one recognition, or background normalization.</summary>
public sealed class EngineRecoveryTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private readonly TestDocuments _documents = fixture.Documents;

    private static readonly string[] Prose = TestProse.Three;

    [Fact]
    public async Task White_text_on_a_gray_background_is_read()
    {
        PdfTestPage page =
            PdfTestPage.OfProse(Prose).Draw("0.6 g 72 480 300 40 re f 1 g").Text(90, 494, 18, "Storm warning today").Draw("0 g");
        Assert.Contains("Storm warning today", (await Read(page)).Text());
    }

    [Fact]
    public async Task A_page_of_white_text_on_black_is_read()
    {
        var page = new PdfTestPage();
        page.Draw("0 g 0 0 595 842 re f 1 g");
        for (int i = 0; i < Prose.Length; i++)
            page.Text(72, 740 - 20 * i, 14, Prose[i]);
        Assert.Equal(string.Join('\n', Prose), (await Read(page)).Text());
    }

    [Fact]
    public async Task Text_on_an_uneven_background_with_bleed_through_is_read()
    {
        var page = new PdfTestPage();
        for (int i = 0; i < 20; i++)
            page.Draw(string.Create(CultureInfo.InvariantCulture, $"{0.95 - 0.02 * i} g {i * 30} 0 31 842 re f"));
        // Show-through of the other side, mirrored and pale.
        page.Draw("0.72 g q -1 0 0 1 560 0 cm");
        for (int i = 0; i < Prose.Length; i++)
            page.Text(60, 731 - 20 * i, 14, Prose[^(i + 1)]);
        page.Draw("Q 0.1 g");
        for (int i = 0; i < Prose.Length; i++)
            page.Text(72, 740 - 20 * i, 14, Prose[i]);
        Assert.Equal(string.Join('\n', Prose), (await Read(page)).Text());
    }

    [Fact]
    public async Task A_table_with_thick_ruling_lines_is_read_without_them()
    {
        string file = Repository.SharedFile("corpus", "table-de.png");
        RecognizedPage page = await fixture.Engine.Page(file, DocumentKind.Png);
        Assert.Contains(page.Passes, pass => pass is { Name: "without rules", Kept: true });
        string text = page.Text();
        Assert.All(["2,65%", "2,35%", "Rentner", "30.06"], cell => Assert.Contains(cell, text));
        Assert.Empty(page.Warnings);
    }

    [Fact]
    public async Task Korean_with_English_keeps_the_spaces_of_the_page()
    {
        string file = Repository.SharedFile("corpus", "korean-english-screenshot.png");
        EngineReply reply = await fixture.Engine.Recognize(file, DocumentKind.Png, language: "eng+kor");
        Assert.SkipWhen(reply.Error?.Code == EngineErrorCodes.LanguageNotInstalled, "needs tesseract-ocr-kor");
        string text = reply.Page!.Text();
        Assert.Contains("저희는", text);
        Assert.DoesNotContain("  ", text);
    }

    [Fact]
    public async Task Isolated_numbers_in_the_columns_of_an_invoice_are_read_in_their_rows()
    {
        string file = Repository.SharedFile("corpus", "scan-invoice-de-300dpi-lzw.tif");
        RecognizedPage page = await fixture.Engine.Page(file, DocumentKind.Tiff, language: "eng");
        string[] lines = page.Text().Split('\n');
        for (int position = 1; position <= 6; position++)
            Assert.Contains(lines, line => line.StartsWith($"{position} 1 Small Business", StringComparison.Ordinal));
        Assert.Contains(page.Passes, pass => pass is { Name: "rows", Kept: true });
    }

    [Fact]
    public async Task A_column_of_the_same_word_in_every_row_is_not_read_as_vertical_text()
    {
        RecognizedPage page = await fixture.Engine.Page(Repository.File("samples", "letter.pdf"), DocumentKind.Pdf, page: 2);
        Assert.DoesNotContain(page.Blocks, block => block.Kind == "vertical_text");
        string text = page.Text().ReplaceLineEndings(" ");
        Assert.All([1, 2, 3, 4, 5, 6, 7], n => Assert.Matches($@"No\. ?{n}\b", text));
    }

    [Fact]
    public async Task An_isolated_page_number_and_a_pair_of_letters_in_a_row_of_their_own_are_read()
    {
        PdfTestPage page = PdfTestPage.OfProse(Prose).Text(290, 500, 12, "BY").Text(297, 60, 12, "6");
        string[] lines = (await Read(page)).Text().Split('\n');
        Assert.Equal(["BY", "6"], lines[^2..]);
    }

    [Fact]
    public async Task A_title_far_larger_than_the_text_is_read()
    {
        string file = Repository.SharedFile("corpus", "scanned-huckfinn.pdf");
        RecognizedPage page = await fixture.Engine.Page(file, DocumentKind.Pdf);
        Assert.Contains("Chapter", page.Text());
    }

    [Fact]
    public async Task Unreadable_lettering_is_reported_with_its_position()
    {
        // A mark whose first two letters are connected.
        string file = Repository.SharedFile("corpus", "brochure-2col-300dpi.png");
        RecognizedPage page = await fixture.Engine.Page(file, DocumentKind.Png);
        UnreadRegion mark = Assert.Single(page.UnreadRegions);
        Assert.True(mark.Polygon.Min(0) < 1560 && mark.Polygon.Max(0) > 1780 && mark.Polygon.Min(1) < 3000 && mark.Polygon.Max(1) > 3050);
    }

    private async Task<RecognizedPage> Read(PdfTestPage page) =>
        await fixture.Engine.Page(_documents.Draw(_documents.Pdf(page), "png"), DocumentKind.Png);
}
