using System.Globalization;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Unread text is detected, and what is not text is not mistaken for it.</summary>
public sealed class EngineMissedTextTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private readonly TestDocuments _documents = fixture.Documents;

    private static readonly string[] Prose =
    [
        "The harbour master wrote every arrival into a long book,",
        "with the name of the ship, her cargo and her captain.",
        "Nobody had asked him for this record in twenty years,",
        "and yet the lighthouse keeper came to read it on Sundays.",
    ];

    [Fact]
    public async Task A_page_that_was_read_completely_has_no_unread_regions() =>
        Assert.Empty((await Read(PdfTestPage.OfProse(Prose))).UnreadRegions);

    [Fact]
    public async Task A_line_of_symbols_of_no_language_is_reported_with_its_position()
    {
        // Rows of connected components of letter size, on one baseline: rings and bars that Tesseract does not recognize.
        PdfTestPage page = PdfTestPage.OfProse(Prose);
        for (int i = 0; i < 24; i++)
            page.Draw(string.Create(CultureInfo.InvariantCulture,
                $"{80 + 13 * i} 400 9 3 re {80 + 13 * i} 407 9 3 re {80 + 13 * i + i % 3 * 3} 400 3 10 re f"));
        RecognizedPage read = await Read(page);
        string text = read.Text();
        Assert.All(Prose, line => Assert.Contains(line, text));
        // Whatever the row was recognized as, it is either a word or reported.
        IEnumerable<IReadOnlyList<double>> places =
            [.. read.UnreadRegions.Select(region => region.Polygon), .. read.Words().Select(word => word.Polygon)];
        Assert.Contains(places,
            polygon => polygon.Min(1) < At(842 - 400) && polygon.Max(1) > At(842 - 410) && polygon.Min(0) < At(200)
                && polygon.Max(0) > At(200));
    }

    [Fact]
    public async Task Ruling_lines_and_pictures_are_not_unread_text()
    {
        PdfTestPage page = PdfTestPage.OfProse(Prose)
            .Draw("2 w 72 600 m 520 600 l S 72 560 m 520 560 l S 72 560 m 72 600 l S 300 560 m 300 600 l S")
            .Draw("0.3 g 100 150 300 250 re f 0.7 g 150 200 90 120 re f 0.1 g 260 180 60 160 re f");
        Assert.Empty((await Read(page)).UnreadRegions);
    }

    [Fact]
    public async Task Words_that_the_layout_analysis_missed_are_read_in_a_recovery_pass()
    {
        string file = Repository.SharedFile("corpus", "scan-invoice-fr-200dpi.jpg");
        RecognizedPage page = await fixture.Engine.Page(file, DocumentKind.Jpeg, language: "eng");
        RecognitionPass sparse = Assert.Single(page.Passes, pass => pass.Name == "sparse");
        Assert.True(sparse.Kept);
        Assert.Contains("PUBLICATION ANNONCE", page.Text());
    }

    private async Task<RecognizedPage> Read(PdfTestPage page) =>
        await fixture.Engine.Page(_documents.Draw(_documents.Pdf(page), "png"), DocumentKind.Png);

    private static double At(double points) => points * 200 / 72;
}
