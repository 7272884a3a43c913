using System.Globalization;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>
/// Pages that are one scan are read by its own pixels, which the resolution tells: drawn pages have 300 dpi. Words lie where a drawing
/// of the same page shows them, read as an image.
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

    private static readonly string[] Words = ["harbour", "counted", "anchored", "lighthouse", "numbers", "ledger", "strangers", "lanterns", "breakwater", "fishermen"];

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
    public async Task A_scan_is_read_by_its_own_pixels_however_it_is_placed(string name, string matrix, int rotate = 0, double width = 595, double height = 842)
    {
        PdfTestPage page = Page(new PdfTestPage { Width = width, Height = height, Rotate = rotate }, PdfTestImage.Flate(Scan()), matrix);
        RecognisedPage read = await AssertAsDrawn(name, page);
        AssertResolution(name == "with a margin" ? Scanned * 5 / 4 : Scanned, read);
    }

    [Fact]
    public async Task A_scan_that_the_matrix_shows_from_behind_is_mirrored_back()
    {
        GreyImage scan = Scan();
        byte[] mirrored = [.. Enumerable.Range(0, scan.Height).SelectMany(y => scan.Pixels.Skip(y * scan.Width).Take(scan.Width).Reverse())];
        byte[] upset = [.. Enumerable.Range(0, scan.Height).SelectMany(y => scan.Pixels.Skip((scan.Height - 1 - y) * scan.Width).Take(scan.Width))];
        foreach ((string name, byte[] pixels, string matrix) in new[] { ("mirrored", mirrored, "-595 0 0 842 595 0"), ("head down", upset, "595 0 0 -842 0 842") })
        {
            RecognisedPage read = await AssertAsDrawn(name, Page(new PdfTestPage(), PdfTestImage.Flate(scan with { Pixels = pixels }), matrix));
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
        RecognisedPage read = await AssertAsDrawn("cropped", Page(page, PdfTestImage.Flate(Scan()), "595 0 0 842 0 0"), Lines[..5], Words[..9]);
        AssertResolution(Scanned, read);
    }

    [Fact]
    public async Task A_unit_of_two_points_halves_the_resolution()
    {
        RecognisedPage read = await AssertAsDrawn("unit", Page(new PdfTestPage { UserUnit = 2 }, PdfTestImage.Flate(Scan()), "595 0 0 842 0 0"));
        AssertResolution(Scanned / 2, read);
        Assert.Equal(2 * 595 / PointsPerInch, read.Width, 0.01);
    }

    [Fact]
    public async Task A_sheet_that_somebody_made_smaller_is_read_like_a_whole_one()
    {
        // Letters of 1.5 points, at 1,920 dpi.
        PdfTestPage page = Page(new PdfTestPage { Width = 595 / 12.0, Height = 842 / 12.0 }, PdfTestImage.OneBit(Scan(), inverted: false), "49.5833 0 0 70.1667 0 0");
        RecognisedPage read = await _engine.Page(_documents.Pdf(page), DocumentKind.Pdf);
        Assert.Equal(string.Join('\n', Lines), read.Text());
        Assert.InRange(read.DpiUsed ?? 0, 12 * Scanned - 12, 12 * Scanned + 12);
    }

    [Fact]
    public async Task A_scan_without_grey_is_read_the_same_in_1_bit_and_in_8()
    {
        GreyImage scan = Scan();
        GreyImage hard = scan with { Pixels = [.. scan.Pixels.Select(pixel => pixel >= 128 ? byte.MaxValue : byte.MinValue)] };
        RecognisedPage grey = await _engine.Page(_documents.Pdf(Page(new PdfTestPage(), PdfTestImage.Flate(hard), "595 0 0 842 0 0")), DocumentKind.Pdf);
        RecognisedPage fax = await _engine.Page(_documents.Pdf(Page(new PdfTestPage(), PdfTestImage.OneBit(hard, inverted: false), "595 0 0 842 0 0")), DocumentKind.Pdf);
        Assert.Equal(fax.Words().Select(word => (word.Text, word.Confidence)), grey.Words().Select(word => (word.Text, word.Confidence)));
    }

    [Fact]
    public async Task Every_common_kind_of_image_is_read_by_its_own_pixels()
    {
        string set = Set();
        GreyImage scan = Scan();
        (string, byte[])[] kinds =
        [
            ("raw", PdfTestPage.ImageOf(scan)), ("rgb", PdfTestImage.Rgb(scan)), ("palette", PdfTestImage.Palette(scan)),
            ("1 bit", PdfTestImage.OneBit(scan, inverted: false)), ("1 bit, inverted", PdfTestImage.OneBit(scan, inverted: true)),
            ("jpeg", PdfTestImage.Jpeg(scan, File.ReadAllBytes(_documents.Draw(set, "jpeg", Scanned)))),
        ];
        foreach ((string name, byte[] image) in kinds)
        {
            RecognisedPage read = await AssertAsDrawn(name, Page(new PdfTestPage(), image, "595 0 0 842 0 0"));
            Assert.True(read.DpiUsed is >= Scanned - 1 and <= Scanned + 1, $"{name}: {read.DpiUsed}");
        }
    }

    [Theory]
    [InlineData("brochure-ccitt.pdf")]
    [InlineData("brochure-jbig2.pdf")]
    public async Task Faxes_and_JBIG2_of_the_corpus_are_read_by_their_own_pixels(string name)
    {
        // Scanned at 300 dpi, they tell by their resolution nothing; an engine that cannot draw does.
        string file = Repository.SharedFile("corpus", name), tools = Directory.CreateDirectory(_documents.NewPath("tools")).FullName;
        foreach (string tool in (string[])["pdfinfo", "pdfimages"])
            File.CreateSymbolicLink(Path.Combine(tools, tool), Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, tool)).First(File.Exists));
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
    public async Task A_scan_with_anything_unusual_is_drawn(string name, string before, string matrix)
    {
        RecognisedPage read = await _engine.Page(_documents.Pdf(Page(new PdfTestPage().Draw(before), PdfTestImage.Flate(Scan()), matrix)), DocumentKind.Pdf);
        Assert.True(read.DpiUsed == Drawn, $"{name}: {read.DpiUsed}");
    }

    [Fact]
    public async Task A_scan_with_text_on_it_is_drawn()
    {
        PdfTestPage page = Page(new PdfTestPage(), PdfTestImage.Flate(Scan()), "595 0 0 842 0 0").Text(90, 300, 18, "Received in March");
        RecognisedPage read = await _engine.Page(_documents.Pdf(page), DocumentKind.Pdf);
        Assert.Equal(Drawn, read.DpiUsed);
        Assert.Contains("Received in March", read.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_images_are_drawn()
    {
        PdfTestPage page = Page(Page(new PdfTestPage(), PdfTestImage.Flate(Scan()), "595 0 0 842 0 0"), PdfTestImage.Flate(new GreyImage(20, 20, new byte[400], 0, 0)), "30 0 0 30 20 20");
        Assert.Equal(Drawn, (await _engine.Page(_documents.Pdf(page), DocumentKind.Pdf)).DpiUsed);
    }

    [Fact]
    public async Task Text_without_ink_and_a_clip_around_the_page_do_not_matter()
    {
        PdfTestPage page = Page(new PdfTestPage().Draw("0 0 595 842 re W n"), PdfTestImage.Flate(Scan()), "595 0 0 842 0 0").Text(90, 640, 18, Lines[0], mode: 3);
        RecognisedPage read = await AssertAsDrawn("hidden text", page);
        AssertResolution(Scanned, read);
    }

    [Fact]
    public async Task No_file_is_left_behind()
    {
        string folder = Directory.CreateDirectory(_documents.NewPath("tmp")).FullName;
        using EngineClient engine = await EngineClient.Start(("TMPDIR", folder));
        RecognisedPage read = await engine.Page(_documents.Pdf(Page(new PdfTestPage(), PdfTestImage.Flate(Scan()), "595 0 0 842 0 0")), DocumentKind.Pdf);
        AssertResolution(Scanned, read);
        Assert.Empty(Directory.GetDirectories(folder, "ocrfunctions-image-*"));
    }

    /// <summary>Whole dots of paper and of the scan do not match exactly.</summary>
    private static void AssertResolution(int wanted, RecognisedPage page) => Assert.InRange(page.DpiUsed ?? 0, wanted - 1, wanted + 1);

    private string Set()
    {
        PdfTestPage set = new();
        for (int i = 0; i < Lines.Length; i++)
            set.Text(90, 640 - 40 * i, 18, Lines[i]);
        return _documents.Pdf(set);
    }

    private GreyImage Scan() => _documents.DrawGrey(Set(), Scanned, Scanned);

    private static PdfTestPage Page(PdfTestPage page, byte[] image, string matrix)
    {
        page.Images.Add(image);
        return page.Draw(string.Create(CultureInfo.InvariantCulture, $"q {matrix} cm /I{page.Images.Count} Do Q"));
    }

    private Task<RecognisedPage> AssertAsDrawn(string name, PdfTestPage page) => AssertAsDrawn(name, page, Lines, Words);

    private async Task<RecognisedPage> AssertAsDrawn(string name, PdfTestPage page, string[] lines, string[] words)
    {
        string pdf = _documents.Pdf(page);
        RecognisedPage read = await _engine.Page(pdf, DocumentKind.Pdf);
        RecognisedPage seen = await _engine.Page(_documents.Draw(pdf, "png", 200), DocumentKind.Png);
        Assert.True(string.Join('\n', lines) == read.Text(), $"{name}: {read.Text()}");
        double points = PointsPerInch / 200 * page.UserUnit;
        Assert.True(Math.Abs(seen.Width * points - read.Width * PointsPerInch) <= 1 && Math.Abs(seen.Height * points - read.Height * PointsPerInch) <= 1, $"{name}: {read.Width} x {read.Height}");
        foreach (string word in words)
        {
            double[] wanted = [.. seen.Word(word).Polygon.Select(number => number * points)], found = [.. read.Word(word).Polygon.Select(number => number * PointsPerInch)];
            for (int i = 0; i < wanted.Length; i++)
                Assert.True(Math.Abs(wanted[i] - found[i]) <= Near * page.UserUnit, $"{name}, {word}: {string.Join(' ', wanted)} wanted, {string.Join(' ', found)} found");
        }

        return read;
    }
}
