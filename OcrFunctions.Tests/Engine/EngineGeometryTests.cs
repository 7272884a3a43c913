using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Positions of words on the original page, compared with where they were set.</summary>
public sealed class EngineGeometryTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const double Near = 3;
    private const double PointsPerInch = 72;

    /// <summary>Height of a capital letter over its size, in the sans serifs that poppler takes for Helvetica.</summary>
    private const double CapitalHeight = 0.72;

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Fact]
    public async Task Words_of_a_PDF_are_located_in_inches_where_they_were_set()
    {
        string pdf = _documents.Pdf(Page());
        RecognizedPage page = await _engine.Page(pdf, DocumentKind.Pdf);
        Assert.Equal(("inch", 300), (page.Unit, page.DpiUsed));
        Assert.Null(page.DpiDeclared);
        AssertSize(595, 842, page);
        AssertAt(page, "Harbour", left: 100, baseline: 842 - 700, size: 20);
        AssertAt(page, "Lighthouse", left: 320, baseline: 842 - 150, size: 20);
    }

    [Fact]
    public async Task The_crop_box_is_the_page()
    {
        RecognizedPage page = await _engine.Page(_documents.Pdf(Page([50, 100, 550, 800])), DocumentKind.Pdf);
        AssertSize(500, 700, page);
        AssertAt(page, "Harbour", left: 100 - 50, baseline: 800 - 700, size: 20);
        AssertAt(page, "Lighthouse", left: 320 - 50, baseline: 800 - 150, size: 20);
    }

    [Fact]
    public async Task A_page_with_a_rotation_is_measured_as_shown()
    {
        // Set sideways, so that the page's own rotation makes the text upright: the page's bottom left becomes its top left.
        PdfTestPage turned = new PdfTestPage { Rotate = 90 }.Draw("q 0 1 -1 0 595 0 cm").Text(200, 300, 20, "Harbour").Draw("Q");
        RecognizedPage page = await _engine.Page(_documents.Pdf(turned), DocumentKind.Pdf);
        AssertSize(842, 595, page);
        AssertAt(page, "Harbour", left: 200, baseline: 595 - 300, size: 20);
    }

    [Fact]
    public async Task Words_of_an_image_are_located_in_pixels()
    {
        RecognizedPage page = await _engine.Page(_documents.Draw(_documents.Pdf(Page()), "png", dpi: 144), DocumentKind.Png);
        Assert.Equal((1190, 1684, "pixel"), (page.Width, page.Height, page.Unit));
        (double left, double top, _, double bottom) = page.Word("Harbour").Polygon.Box();
        Assert.Equal(200, left, Near * 2);
        Assert.Equal((842 - 700) * 2, bottom, Near * 2);
        Assert.Equal((842 - 700 - 20 * CapitalHeight) * 2, top, Near * 2);
    }

    [Fact]
    public async Task A_fax_with_a_lower_vertical_resolution_is_read_and_measured_in_its_own_pixels()
    {
        GrayImage fax = _documents.DrawGray(_documents.Pdf(Page()), dpiAcross: 204, dpiDown: 98);
        RecognizedPage page = await _engine.Page(_documents.File("tif", new TiffTestFile().Write([fax])), DocumentKind.Tiff);
        Assert.Equal((fax.Width, fax.Height, 204), (page.Width, page.Height, page.DpiUsed));
        (double left, _, _, double bottom) = page.Word("Harbour").Polygon.Box();
        Assert.Equal(100 * 204 / PointsPerInch, left, Near * 204 / PointsPerInch);
        Assert.Equal((842 - 700) * 98 / PointsPerInch, bottom, Near * 98 / PointsPerInch);
    }

    [Fact]
    public async Task A_poster_is_rasterized_at_a_lower_resolution_and_measured_alike()
    {
        PdfTestPage poster = new PdfTestPage { Width = 4000, Height = 3000 }.Text(1000, 2000, 200, "Harbour");
        EngineReply reply = await _engine.Recognize(_documents.Pdf(poster), DocumentKind.Pdf, maxPixels: 20_000_000);
        RecognizedPage page = reply.Page!;
        Assert.InRange(page.DpiUsed!.Value, 72, 93);
        AssertSize(4000, 3000, page);
        AssertAt(page, "Harbour", left: 1000, baseline: 1000, size: 200, near: 20);
    }

    private static PdfTestPage Page(double[]? cropBox = null) =>
        new PdfTestPage { CropBox = cropBox }.Text(100, 700, 20, "Harbour").Text(320, 150, 20, "Lighthouse");

    private static void AssertSize(double width, double height, RecognizedPage page)
    {
        Assert.Equal(width / PointsPerInch, page.Width, 0.001);
        Assert.Equal(height / PointsPerInch, page.Height, 0.001);
    }

    /// <summary>All in points from the top left of the page as shown.</summary>
    private static void AssertAt(RecognizedPage page, string word, double left, double baseline, double size, double near = Near)
    {
        var box = page.Word(word).Polygon.Box();
        // A letter's side bearing is between the point where the text is set and its ink.
        Assert.Equal(left + size * 0.08, box.Left * PointsPerInch, near);
        if (word == "Harbour")
            Assert.Equal(baseline, box.Bottom * PointsPerInch, near);
        Assert.Equal(baseline - size * CapitalHeight, box.Top * PointsPerInch, near);
    }
}
