using System.Globalization;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>
/// Pages that are one scan are read from its own pixels, as the resolution shows: rasterized pages have 300 dpi. Words are where a
/// rendering of the same page shows them, read as an image.
/// </summary>
public sealed class EngineEmbeddedScanTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const int Scanned = 160, Drawn = 300;
    private const double Near = 3, PointsPerInch = 72;

    private static readonly string[] Lines =
    [
        "The harbour master counted every vessel", "that anchored below the lighthouse tonight", "and wrote their numbers into his ledger",
        "Seven strangers carried lanterns along", "the breakwater towards the western pier", "where fishermen mended their heavy nets",
    ];

    private static readonly string[] Words =
        ["harbour", "counted", "anchored", "lighthouse", "numbers", "ledger", "strangers", "lanterns", "breakwater", "fishermen"];

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Theory]
    [InlineData("plain", "595 0 0 842 0 0")]
    [InlineData("skewed", "594.1864 -31.1395 44.0662 840.8486 -21 15")]
    [InlineData("with a margin", "476 0 0 673.6 60 100")]
    [InlineData("turned by the matrix", "0 -595 842 0 0 595", 0, 842, 595)]
    [InlineData("upside down by the matrix", "-595 0 0 -842 595 842")]
    [InlineData("rotated 90", "595 0 0 842 0 0", 90)]
    [InlineData("rotated 180", "595 0 0 842 0 0", 180)]
    [InlineData("rotated 270", "595 0 0 842 0 0", 270)]
    [InlineData("turned twice, upright again", "0 595 -842 0 842 0", 90, 842, 595)]
    public async Task A_scan_is_read_by_its_own_pixels_however_it_is_placed(string name, string matrix, int rotate = 0, double width = 595,
        double height = 842)
    {
        PdfTestPage page = Page(new PdfTestPage { Width = width, Height = height, Rotate = rotate }, PdfTestImage.Flate(Scan()), matrix);
        RecognizedPage read = await AssertAsDrawn(name, page);
        AssertResolution(name == "with a margin" ? Scanned * 5 / 4 : Scanned, read);
    }

    [Fact]
    public async Task A_scan_that_the_matrix_mirrors_is_mirrored_back()
    {
        GrayImage scan = Scan();
        byte[] mirrored =
            [.. Enumerable.Range(0, scan.Height).SelectMany(y => scan.Pixels.Skip(y * scan.Width).Take(scan.Width).Reverse())];
        byte[] upset =
            [.. Enumerable.Range(0, scan.Height).SelectMany(y => scan.Pixels.Skip((scan.Height - 1 - y) * scan.Width).Take(scan.Width))];
        foreach ((string name, byte[] pixels,
            string matrix) in new[] { ("mirrored", mirrored, "-595 0 0 842 595 0"), ("head down", upset, "595 0 0 -842 0 842") })
        {
            RecognizedPage read =
                await AssertAsDrawn(name, Page(new PdfTestPage(), PdfTestImage.Flate(scan with { Pixels = pixels }), matrix));
            AssertResolution(Scanned, read);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(270)]
    public async Task A_crop_box_hides_an_edge_of_the_scan(int rotate)
    {
        // The last line is outside.
        var page = new PdfTestPage { CropBox = [40, 460, 560, 700], Rotate = rotate };
        RecognizedPage read =
            await AssertAsDrawn("cropped", Page(page, PdfTestImage.Flate(Scan()), "595 0 0 842 0 0"), Lines[..5], Words[..9]);
        AssertResolution(Scanned, read);
    }

    [Fact]
    public async Task A_user_unit_of_two_points_halves_the_resolution()
    {
        RecognizedPage read =
            await AssertAsDrawn("unit", Page(new PdfTestPage { UserUnit = 2 }, PdfTestImage.Flate(Scan()), "595 0 0 842 0 0"));
        AssertResolution(Scanned / 2, read);
        Assert.Equal(2 * 595 / PointsPerInch, read.Width, 0.01);
    }

    [Fact]
    public async Task A_page_that_was_scaled_down_is_read_like_one_of_full_size()
    {
        // Letters of 1.5 points, at 1,920 dpi.
        PdfTestPage page =
            Page(new PdfTestPage { Width = 595 / 12.0, Height = 842 / 12.0 }, PdfTestImage.OneBit(Scan(), inverted: false),
                "49.5833 0 0 70.1667 0 0");
        RecognizedPage read = await _engine.Page(_documents.Pdf(page), DocumentKind.Pdf);
        Assert.Equal(string.Join('\n', Lines), read.Text());
        Assert.InRange(read.DpiUsed ?? 0, 12 * Scanned - 12, 12 * Scanned + 12);
    }

    [Fact]
    public async Task A_bilevel_scan_is_read_the_same_with_1_and_with_8_bits_per_pixel()
    {
        GrayImage scan = Scan();
        GrayImage hard = scan with { Pixels = [.. scan.Pixels.Select(pixel => pixel >= 128 ? byte.MaxValue : byte.MinValue)] };
        RecognizedPage gray =
            await _engine.Page(_documents.Pdf(Page(new PdfTestPage(), PdfTestImage.Flate(hard), "595 0 0 842 0 0")), DocumentKind.Pdf);
        RecognizedPage fax =
            await _engine.Page(_documents.Pdf(Page(new PdfTestPage(), PdfTestImage.OneBit(hard, inverted: false), "595 0 0 842 0 0")),
                DocumentKind.Pdf);
        Assert.Equal(fax.Words().Select(word => (word.Text, word.Confidence)), gray.Words().Select(word => (word.Text, word.Confidence)));
    }

    [Fact]
    public async Task Every_common_kind_of_image_is_read_by_its_own_pixels()
    {
        string set = Set();
        GrayImage scan = Scan();
        (string, byte[])[] kinds =
        [
            ("raw", PdfTestPage.ImageOf(scan)), ("rgb", PdfTestImage.Rgb(scan)), ("palette", PdfTestImage.Palette(scan)),
            ("1 bit", PdfTestImage.OneBit(scan, inverted: false)), ("1 bit, inverted", PdfTestImage.OneBit(scan, inverted: true)),
            ("jpeg", PdfTestImage.Jpeg(scan, File.ReadAllBytes(_documents.Draw(set, "jpeg", Scanned)))),
        ];
        foreach ((string name, byte[] image) in kinds)
        {
            RecognizedPage read = await AssertAsDrawn(name, Page(new PdfTestPage(), image, "595 0 0 842 0 0"));
            Assert.True(read.DpiUsed is >= Scanned - 1 and <= Scanned + 1, $"{name}: {read.DpiUsed}");
        }
    }

    [Theory]
    [InlineData("brochure-ccitt.pdf")]
    [InlineData("brochure-jbig2.pdf")]
    public async Task Faxes_and_JBIG2_of_the_corpus_are_read_by_their_own_pixels(string name)
    {
        // Scanned at 300 dpi, their resolution shows nothing; an engine that cannot rasterize does.
        string file = Repository.SharedFile("corpus", name), tools = Directory.CreateDirectory(_documents.NewPath("tools")).FullName;
        foreach (string tool in (string[])["pdfinfo", "pdfimages"])
            File.CreateSymbolicLink(Path.Combine(tools, tool),
                Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, tool))
                    .First(File.Exists));
        using EngineClient engine = await EngineClient.Start(("PATH", tools));
        Assert.InRange((await engine.Page(file, DocumentKind.Pdf)).Words().Count(), 700, 740);
    }

    [Theory]
    [InlineData("a line beside it", "0 g 20 20 m 500 20 l S", "595 0 0 842 0 0")]
    [InlineData("an area over it", "0.5 g 20 20 30 30 re f", "595 0 0 842 0 0")]
    [InlineData("half transparent", "/Half gs", "595 0 0 842 0 0")]
    [InlineData("behind a clip", "0 400 595 442 re W n", "595 0 0 842 0 0")]
    [InlineData("behind a layer", "/OC /Nobody BDC", "595 0 0 842 0 0")]
    [InlineData("leaning", "", "595 0 120 842 -40 0")]
    public async Task A_scan_with_any_unusual_feature_is_rasterized(string name, string before, string matrix)
    {
        RecognizedPage read =
            await _engine.Page(_documents.Pdf(Page(new PdfTestPage().Draw(before), PdfTestImage.Flate(Scan()), matrix)), DocumentKind.Pdf);
        Assert.True(read.DpiUsed == Drawn, $"{name}: {read.DpiUsed}");
    }

    [Fact]
    public async Task A_scan_with_text_on_it_is_rasterized()
    {
        PdfTestPage page = Page(new PdfTestPage(), PdfTestImage.Flate(Scan()), "595 0 0 842 0 0").Text(90, 300, 18, "Received in March");
        RecognizedPage read = await _engine.Page(_documents.Pdf(page), DocumentKind.Pdf);
        Assert.Equal(Drawn, read.DpiUsed);
        Assert.Contains("Received in March", read.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_two_images_is_rasterized()
    {
        PdfTestPage page =
            Page(Page(new PdfTestPage(), PdfTestImage.Flate(Scan()), "595 0 0 842 0 0"),
                PdfTestImage.Flate(new GrayImage(20, 20, new byte[400], 0, 0)), "30 0 0 30 20 20");
        Assert.Equal(Drawn, (await _engine.Page(_documents.Pdf(page), DocumentKind.Pdf)).DpiUsed);
    }

    [Fact]
    public async Task Invisible_text_and_a_clip_around_the_page_make_no_difference()
    {
        PdfTestPage page =
            Page(new PdfTestPage().Draw("0 0 595 842 re W n"), PdfTestImage.Flate(Scan()), "595 0 0 842 0 0")
                .Text(90, 640, 18, Lines[0], mode: 3);
        RecognizedPage read = await AssertAsDrawn("hidden text", page);
        AssertResolution(Scanned, read);
    }

    [Fact]
    public async Task No_file_is_left_behind()
    {
        string folder = Directory.CreateDirectory(_documents.NewPath("tmp")).FullName;
        using EngineClient engine = await EngineClient.Start(("TMPDIR", folder));
        RecognizedPage read =
            await engine.Page(_documents.Pdf(Page(new PdfTestPage(), PdfTestImage.Flate(Scan()), "595 0 0 842 0 0")), DocumentKind.Pdf);
        AssertResolution(Scanned, read);
        Assert.Empty(Directory.GetDirectories(folder, "ocrfunctions-image-*"));
    }

    /// <summary>Whole pixels of the page and of the scan do not match exactly.</summary>
    private static void AssertResolution(int wanted, RecognizedPage page) => Assert.InRange(page.DpiUsed ?? 0, wanted - 1, wanted + 1);

    private string Set()
    {
        PdfTestPage set = new();
        for (int i = 0; i < Lines.Length; i++)
            set.Text(90, 640 - 40 * i, 18, Lines[i]);
        return _documents.Pdf(set);
    }

    private GrayImage Scan() => _documents.DrawGray(Set(), Scanned, Scanned);

    private static PdfTestPage Page(PdfTestPage page, byte[] image, string matrix)
    {
        page.Images.Add(image);
        return page.Draw(string.Create(CultureInfo.InvariantCulture, $"q {matrix} cm /I{page.Images.Count} Do Q"));
    }

    private Task<RecognizedPage> AssertAsDrawn(string name, PdfTestPage page) => AssertAsDrawn(name, page, Lines, Words);

    private async Task<RecognizedPage> AssertAsDrawn(string name, PdfTestPage page, string[] lines, string[] words)
    {
        string pdf = _documents.Pdf(page);
        RecognizedPage read = await _engine.Page(pdf, DocumentKind.Pdf);
        RecognizedPage seen = await _engine.Page(_documents.Draw(pdf, "png", 200), DocumentKind.Png);
        Assert.True(string.Join('\n', lines) == read.Text(), $"{name}: {read.Text()}");
        double points = PointsPerInch / 200 * page.UserUnit;
        Assert.True(
            Math.Abs(seen.Width * points - read.Width * PointsPerInch) <= 1
                && Math.Abs(seen.Height * points - read.Height * PointsPerInch) <= 1, $"{name}: {read.Width} x {read.Height}");
        foreach (string word in words)
        {
            double[] wanted = [.. seen.Word(word).Polygon.Select(number => number * points)],
                found = [.. read.Word(word).Polygon.Select(number => number * PointsPerInch)];
            for (int i = 0; i < wanted.Length; i++)
                Assert.True(Math.Abs(wanted[i] - found[i]) <= Near * page.UserUnit,
                    $"{name}, {word}: {string.Join(' ', wanted)} wanted, {string.Join(' ', found)} found");
        }

        return read;
    }
}
