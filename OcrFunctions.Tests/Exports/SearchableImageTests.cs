using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>Images become PDFs that show them losslessly.</summary>
public sealed class SearchableImageTests(EngineFixture fixture) : SearchableTests(fixture), IClassFixture<EngineFixture>
{
    private static readonly string[] Lines = ["The surveyor keeps a weather", "book beside his instruments"];

    [Fact]
    public async Task A_jpeg_passes_through_byte_by_byte()
    {
        string photo = Documents.Draw(Documents.Pdf(PdfTestPage.OfProse(Lines)), "jpeg", 100);
        GrayImage size = Documents.DrawGray(Documents.Pdf(PdfTestPage.OfProse(Lines)), 100, 100);
        TextLayerPage layer = TextLayers.Page(1, size.Width, size.Height, 100, lines: Lines);
        string made = await Make(photo, DocumentKind.Jpeg, layer);
        Assert.Equal(File.ReadAllBytes(photo), Assert.Single(Images(made)));
        PdfText.FoundPage page = PdfText.Find(made)[0];
        Assert.Equal(size.Width * 0.72, page.Width, 0.1);
        PdfText.AssertHolds(layer, page);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task EXIF_orientation_becomes_a_matrix_and_the_photo_is_unchanged(byte orientation)
    {
        // Dark as stored in the file: the left half of the upper quarter.
        string drawn = Documents.Draw(Documents.Pdf(new PdfTestPage { Width = 200, Height = 400 }.Draw("0 300 100 100 re f")), "jpeg", 72);
        byte[] photo = ExifTestFile.WithOrientation(File.ReadAllBytes(drawn), orientation, little: true);
        (int width, int height) = orientation >= 5 ? (400, 200) : (200, 400);
        TextLayerPage layer = TextLayers.Page(1, width, height, 72, lines: Lines);
        string made = await Make(Documents.File("jpg", photo), DocumentKind.Jpeg, layer);

        Assert.Equal(photo, Assert.Single(Images(made)));
        PdfText.AssertHolds(layer, PdfText.Find(made)[0]);
        GrayImage shown = Documents.DrawGray(made, 72, 72);
        Assert.Equal((width, height), (shown.Width, shown.Height));
        foreach ((double u, double v) in new[] { (0.25, 0.1), (0.4, 0.2), (0.1, 0.4), (0.75, 0.1), (0.9, 0.9), (0.1, 0.9) })
        {
            (double x, double y) = Shown(orientation, u, v);
            bool isDark = shown.Pixels[(int)(y * height) * width + (int)(x * width)] < 128;
            Assert.Equal(u < 0.5 && v < 0.25, isDark);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_fax_page_passes_through_byte_by_byte(short photometric)
    {
        string fax = Documents.File("tif", FaxTestFile.Write(96, photometric));
        TextLayerPage layer = TextLayers.Page(1, FaxTestFile.Width, 96, 72, lines: "a word");
        string made = await Make(fax, DocumentKind.Tiff, layer);

        Assert.True(File.ReadAllBytes(made).AsSpan().IndexOf(FaxTestFile.Strip(96)) > 0, "The strip is not in the PDF.");
        Assert.Contains("ccitt", CommandLine.Run("pdfimages", "-list", made));
        GrayImage shown = Documents.DrawGray(made, 72, 72);
        Assert.Equal(photometric == 0 ? (255, 0) : (0, 255), (shown.Pixels[48 * shown.Width + 20], shown.Pixels[48 * shown.Width + 100]));
        PdfText.AssertHolds(layer, PdfText.Find(made)[0]);
    }

    [Theory]
    [InlineData(DocumentKind.Png)]
    [InlineData(DocumentKind.Tiff)]
    public async Task Other_images_keep_every_pixel(DocumentKind kind)
    {
        string prose = Documents.Pdf(PdfTestPage.OfProse(Lines));
        GrayImage image = Documents.DrawGray(prose, 72, 72);
        string scan =
            kind == DocumentKind.Png ? Documents.Draw(prose, "png", 72) : Documents.File("tif", new TiffTestFile().Write([image]));
        TextLayerPage layer = TextLayers.Page(1, image.Width, image.Height, 72, lines: Lines);
        string made = await Make(scan, kind, layer);
        // Poppler writes gray as three equal color components.
        byte[] stored = Assert.Single(Images(made, "-p"));
        Assert.Equal(image.Pixels, stored[^(3 * image.Pixels.Length)..].Where((_, i) => i % 3 == 0));
        PdfText.AssertHolds(layer, PdfText.Find(made)[0]);
    }

    [Fact]
    public async Task Every_page_of_a_tiff_is_a_page_though_one_has_no_words()
    {
        GrayImage image = Documents.DrawGray(Documents.Pdf(PdfTestPage.OfProse(Lines)), 72, 72);
        string scan = Documents.File("tif", new TiffTestFile().Write([image, image, image]));
        TextLayerPage[] layer =
            [.. Enumerable.Range(1, 3).Select(n => TextLayers.Page(n, image.Width, image.Height, 72, lines: n == 2 ? [] : Lines))];
        List<PdfText.FoundPage> found = PdfText.Find(await Make(scan, DocumentKind.Tiff, layer));
        Assert.Equal(3, found.Count);
        for (int i = 0; i < 3; i++)
            PdfText.AssertHolds(layer[i], found[i]);
    }

    [Theory]
    [InlineData("gray")]
    [InlineData("group 4")]
    public async Task A_fax_of_half_the_resolution_vertically_has_the_shape_that_it_had_on_paper(string coding)
    {
        GrayImage fax = Documents.DrawGray(Documents.Pdf(PdfTestPage.OfProse(Lines)), 200, 100);
        byte[] file = coding == "gray" ? new TiffTestFile().Write([fax]) : FaxTestFile.WriteGroup4(fax);
        TextLayerPage layer = TextLayers.Page(1, fax.Width, fax.Height, 200, lines: Lines);
        PdfText.FoundPage page = PdfText.Find(await Make(Documents.File("tif", file), DocumentKind.Tiff, layer))[0];
        Assert.Equal((595, 842), (Math.Round(page.Width), Math.Round(page.Height)));
        PdfText.AssertHolds(layer, page);
    }

    [Fact]
    public async Task A_skewed_image_has_its_words_at_their_positions()
    {
        GrayImage image = Documents.DrawGray(Documents.Pdf(PdfTestPage.OfProse(Lines)), 72, 72);
        TextLayerPage layer = TextLayers.Page(1, image.Width, image.Height, 72, skew: 2.5, lines: Lines);
        PdfText.AssertHolds(layer,
            PdfText.Find(await Make(Documents.File("tif", new TiffTestFile().Write([image])), DocumentKind.Tiff, layer))[0]);
    }

    /// <summary>Where a point of the file is shown, both as shares of width and height.</summary>
    private static (double X, double Y) Shown(int orientation, double u, double v) => orientation switch
    {
        2 => (1 - u, v),
        3 => (1 - u, 1 - v),
        4 => (u, 1 - v),
        5 => (v, u),
        6 => (1 - v, u),
        7 => (1 - v, 1 - u),
        8 => (v, 1 - u),
        _ => (u, v),
    };
}
