using System.Globalization;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Print that is too light for binarization, beside black print.</summary>
public sealed class EngineFaintTextTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private readonly TestDocuments _documents = fixture.Documents;

    /// <summary>Gray of paper that is not white, so that its background is removed.</summary>
    private const string Tinted = "0.96";

    /// <summary>About a vertical axis.</summary>
    private const string Mirrored = "-1 0 0 1 560 0";

    private static readonly string[] SmallPrint =
    [
        "The tenant keeps the keys until the office has checked",
        "every room and signed the final list of lost parts.",
    ];

    [Theory]
    [InlineData(0.75, 8)]
    [InlineData(0.8, 8)]
    [InlineData(0.8, 12)]
    [InlineData(0.9, 8)]
    [InlineData(0.9, 12)]
    public async Task Light_gray_print_beside_black_print_is_read(double gray, int size)
    {
        RecognizedPage page = await Read(WithFaint(gray, size));
        Assert.Contains(page.Passes, pass => pass is { Name: "faint", Kept: true });
        Assert.Equal([.. TestProse.Three, .. SmallPrint], page.Text().Split('\n'));
        Assert.Empty(page.UnreadRegions);
    }

    [Theory]
    [InlineData(0.7, 8)]
    [InlineData(0.8, 8)]
    [InlineData(0.9, 12)]
    public async Task Light_gray_print_on_tinted_paper_is_not_removed_with_the_background(double gray, int size)
    {
        RecognizedPage page = await Read(WithFaint(gray, size, paper: Tinted));
        Assert.Equal([.. TestProse.Three, .. SmallPrint], page.Text().Split('\n'));
        Assert.Empty(page.UnreadRegions);
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.9)]
    public async Task Faint_print_of_the_reverse_side_of_tinted_paper_is_neither_text_nor_missed(double gray)
    {
        RecognizedPage page = await Read(WithFaint(gray, 12, Mirrored, Tinted));
        Assert.Equal(TestProse.Three, page.Text().Split('\n'));
        Assert.Empty(page.UnreadRegions);
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.9)]
    public async Task Faint_print_of_the_reverse_side_is_neither_text_nor_missed(double gray)
    {
        RecognizedPage page = await Read(WithFaint(gray, 12, Mirrored));
        Assert.Equal(TestProse.Three, page.Text().Split('\n'));
        Assert.Empty(page.UnreadRegions);
        Assert.Empty(page.Warnings);
    }

    [Fact]
    public async Task A_pattern_of_faint_specks_is_neither_text_nor_missed()
    {
        PdfTestPage page = PdfTestPage.OfProse(TestProse.Three).Draw("0.88 g");
        for (int i = 0; i < 2_000; i++)
            page.Draw($"{i * 137 % 500 + 40} {i * 211 % 560 + 40} {i % 4 + 1} {i % 5 + 1} re f");
        RecognizedPage read = await Read(page);
        Assert.Equal(TestProse.Three, read.Text().Split('\n'));
    }

    private static PdfTestPage WithFaint(double gray, int size, string matrix = "1 0 0 1 0 0", string paper = "1")
    {
        PdfTestPage page = new PdfTestPage().Draw($"{paper} g 0 0 595 842 re f 0 g");
        for (int i = 0; i < TestProse.Three.Length; i++)
            page.Text(72, 740 - 20 * i, 14, TestProse.Three[i]);
        page.Draw(string.Create(CultureInfo.InvariantCulture, $"q {matrix} cm {gray} g"));
        for (int i = 0; i < SmallPrint.Length; i++)
            page.Text(72, 600 - 2 * size * i, size, SmallPrint[i]);
        return page.Draw("Q");
    }

    private async Task<RecognizedPage> Read(PdfTestPage page) =>
        await fixture.Engine.Page(_documents.Draw(_documents.Pdf(page), "png"), DocumentKind.Png);
}
