using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Text that a PDF contains: kept if it is visible and makes sense, recognized otherwise.</summary>
public sealed class EngineNativeTextTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const double PointsPerInch = 72;
    private const string Letter = "The lighthouse keeper counted every ship", Scan = "Strangers carried lanterns along the harbour";

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Fact]
    public async Task Text_is_kept_word_by_word_without_a_confidence()
    {
        RecognizedPage page = await ReadAsync(PdfTestPage.OfProse(Letter, "and wrote 1,234.50 in his book (twice)."));
        Assert.Equal(TextSource.Native, page.Source);
        Assert.Equal($"{Letter}\nand wrote 1,234.50 in his book (twice).", page.Text());
        Assert.All(page.Words(), word => Assert.Null(word.Confidence));
        Assert.Null(page.DpiUsed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task Native_words_are_located_where_a_viewer_shows_them(int rotate)
    {
        // A page in units of two points, cropped and rotated; the recognized words of the same page are the reference.
        PdfTestPage set =
            new PdfTestPage { Width = 300, Height = 400, Rotate = rotate, UserUnit = 2, CropBox = [10, 20, 290, 390] }.Draw(rotate switch
            {
                90 => "q 0 1 -1 0 300 0 cm",
                180 => "q -1 0 0 -1 300 400 cm",
                270 => "q 0 -1 1 0 0 400 cm",
                _ => "q",
            }).Text(60, 200, 12, "Harbour").Text(110, 120, 12, "Lighthouse").Draw("Q");
        string pdf = _documents.Pdf(set);
        RecognizedPage native = await _engine.Page(pdf, DocumentKind.Pdf, mode: TextMode.Auto),
            recognized = await _engine.Page(pdf, DocumentKind.Pdf);

        Assert.Equal((TextSource.Native, TextSource.Ocr), (native.Source, recognized.Source));
        Assert.Equal((recognized.Width, recognized.Height), (native.Width, native.Height));
        Assert.Equal((rotate % 180 == 0 ? 280 : 370) * 2 / PointsPerInch, native.Width, 0.01);
        foreach (string word in new[] { "Harbour", "Lighthouse" })
        {
            var box = native.Word(word).Polygon.Box();
            var ink = recognized.Word(word).Polygon.Box();
            Assert.Equal(ink.Left * PointsPerInch, box.Left * PointsPerInch, 5.0);
            Assert.Equal(ink.Right * PointsPerInch, box.Right * PointsPerInch, 5.0);
            // The box of native text has the height of its font, the other one that of its ink.
            Assert.InRange(ink.Bottom, box.Top, box.Bottom + 0.02);
            Assert.InRange(ink.Top, box.Top - 0.02, box.Bottom);
        }
    }

    [Fact]
    public async Task The_first_corner_of_a_word_is_where_reading_begins()
    {
        PdfTestPage page = PdfTestPage.OfProse(Letter).Draw("q 0 1 -1 0 300 200 cm").Text(0, 0, 14, "Sideways").Draw("Q");
        IReadOnlyList<double> polygon = (await ReadAsync(page)).Word("Sideways").Polygon;
        // It runs upwards: its beginning is below its end, and the top of its letters to the left.
        Assert.True(polygon[1] > polygon[3], "begins below");
        Assert.True(polygon[0] < polygon[6], "stands on its right side");
    }

    [Fact]
    public async Task A_hidden_text_layer_is_not_trusted()
    {
        RecognizedPage page = await ReadAsync(Scanned().Text(72, 700, 14, "An old and wrong layer of words", mode: 3));
        Assert.Equal((TextSource.Ocr, Scan), (page.Source, page.Text()));
    }

    [Fact]
    public async Task A_text_layer_below_the_scan_counts_as_hidden()
    {
        RecognizedPage page = await ReadAsync(Over(new PdfTestPage().Text(72, 700, 14, "An old and wrong layer of words")));
        Assert.Equal((TextSource.Ocr, Scan), (page.Source, page.Text()));
    }

    [Theory]
    [InlineData("1 g")]
    [InlineData("/Clear gs")]
    public async Task White_and_transparent_words_count_as_invisible(string how)
    {
        RecognizedPage page = await ReadAsync(PdfTestPage.OfProse(Letter).Draw("q " + how).Text(72, 300, 14, "Hidden text").Draw("Q"));
        Assert.Equal((TextSource.Native, Letter), (page.Source, page.Text()));
    }

    [Fact]
    public async Task White_words_on_a_dark_background_count_as_visible()
    {
        RecognizedPage page =
            await ReadAsync(PdfTestPage.OfProse(Letter).Draw("0 0 0.4 rg 60 280 400 60 re f 1 g").Text(72, 300, 14, "Total amount due"));
        Assert.Equal((TextSource.Native, $"{Letter}\nTotal amount due"), (page.Source, page.Text()));
    }

    [Fact]
    public async Task Glyphs_without_a_Unicode_mapping_are_recognized()
    {
        RecognizedPage page = await ReadAsync(new PdfTestPage().Text(72, 700, 14, Letter, font: "F2"));
        Assert.Equal((TextSource.Ocr, Letter), (page.Source, page.Text()));
    }

    [Fact]
    public async Task A_scanned_part_is_read_between_the_native_words()
    {
        PdfTestPage page = new PdfTestPage().Text(72, 780, 14, Letter).Text(72, 60, 14, "Page one of one");
        RecognizedPage read = await ReadAsync(Over(page, bottom: 200, height: 500));
        Assert.Equal(TextSource.Mixed, read.Source);
        Assert.Equal($"{Letter}\n{Scan}\nPage one of one", read.Text());
        Assert.All(read.Words(), word => Assert.Equal(Scan.Contains(word.Text, StringComparison.Ordinal), word.Confidence is not null));
    }

    [Fact]
    public async Task A_stamp_on_a_scan_is_kept_and_the_scan_is_read()
    {
        RecognizedPage read = await ReadAsync(Scanned().Text(400, 20, 10, "Exhibit 000417"));
        Assert.Equal((TextSource.Mixed, $"{Scan}\nExhibit 000417"), (read.Source, read.Text()));
        Assert.Null(read.Word("000417").Confidence);
    }

    [Fact]
    public async Task A_form_field_is_read_although_it_is_not_text_of_the_page()
    {
        PdfTestPage page = PdfTestPage.OfProse(Letter);
        byte[] look = PdfTestFile.Stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 300 30] /Resources << /Font << /F1 3 0 R >> >>",
            "BT /F1 16 Tf 4 8 Td (Margaret Ellison Thornbury) Tj ET"u8.ToArray());
        // The page's own objects are 7 and 8, so its annotations begin at 9.
        page.Annotations.Add(
            "<< /Type /Annot /Subtype /FreeText /F 4 /Rect [72 400 372 430] /AP << /N 10 0 R >> /Contents (note) >>"u8.ToArray());
        page.Annotations.Add(look);
        RecognizedPage read = await ReadAsync(page);
        Assert.Equal($"{Letter}\nMargaret Ellison Thornbury", read.Text());
    }

    [Fact]
    public async Task A_page_on_which_nothing_is_drawn_is_blank() =>
        Assert.Equal((TextSource.Blank, ""), (await ReadAsync(new PdfTestPage()) is var page ? (page.Source, page.Text()) : default));

    [Fact]
    public async Task Force_recognizes_what_could_be_kept()
    {
        RecognizedPage page = await _engine.Page(_documents.Pdf(PdfTestPage.OfProse(Letter)), DocumentKind.Pdf, mode: TextMode.Force);
        Assert.Equal((TextSource.Ocr, Letter), (page.Source, page.Text()));
    }

    [Fact]
    public async Task Skip_keeps_text_and_recognizes_nothing()
    {
        string pdf = _documents.Pdf(PdfTestPage.OfProse(Letter), Scanned(), Scanned().Text(72, 700, 14, "A layer of words", mode: 3));
        RecognizedPage[] pages = [await SkipAsync(1), await SkipAsync(2), await SkipAsync(3)];
        Assert.Equal([TextSource.Native, TextSource.Skipped, TextSource.Native], pages.Select(page => page.Source));
        Assert.Equal([Letter, "", "A layer of words"], pages.Select(page => page.Text()));

        string png = _documents.Draw(pdf, "png", dpi: 50);
        Assert.Equal(TextSource.Skipped, (await _engine.Page(png, DocumentKind.Png, mode: TextMode.Skip)).Source);
        Task<RecognizedPage> SkipAsync(int page) => _engine.Page(pdf, DocumentKind.Pdf, page, mode: TextMode.Skip);
    }

    [Theory]
    [InlineData("digital-invoice-de.pdf", 2, TextSource.Native)]
    [InlineData("digital-paper-2pages.pdf", 1, TextSource.Native)]
    [InlineData("digital-font-no-unicode.pdf", 1, TextSource.Ocr)]
    [InlineData("digital-text-as-curves.pdf", 1, TextSource.Ocr)]
    [InlineData("graph-with-ocr-layer.pdf", 1, TextSource.Ocr)]
    [InlineData("mixed-text-and-scan.pdf", 3, TextSource.Blank)]
    public async Task Pages_of_the_corpus_are_judged_correctly(string name, int page, TextSource source) =>
        Assert.Equal(source,
            (await _engine.Page(Repository.SharedFile("corpus", name), DocumentKind.Pdf, page, mode: TextMode.Auto)).Source);

    private async Task<RecognizedPage> ReadAsync(PdfTestPage page) =>
        await _engine.Page(_documents.Pdf(page), DocumentKind.Pdf, mode: TextMode.Auto);

    /// <summary>A page that is one image of a line of text.</summary>
    private PdfTestPage Scanned() => Over(new PdfTestPage());

    private PdfTestPage Over(PdfTestPage page, double bottom = 0, double height = 842)
    {
        GrayImage scan = _documents.DrawGray(_documents.Pdf(new PdfTestPage { Height = height }.Text(72, height / 2, 20, Scan)), 150, 150);
        return page.Image(PdfTestPage.ImageOf(scan), 0, bottom, page.Width, height);
    }
}
