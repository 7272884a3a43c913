using System.Text;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>Words are found at their positions, whatever the page's geometry and their script.</summary>
public sealed class SearchableGeometryTests(EngineFixture fixture) : SearchableTests(fixture), IClassFixture<EngineFixture>
{
    private static readonly string[] Lines = ["The surveyor keeps a weather", "book beside his instruments", "and writes to the harbour"];

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task Words_are_placed_correctly_on_a_rotated_page(int rotate)
    {
        bool isTurned = rotate % 180 != 0;
        TextLayerPage layer = isTurned ? Layer(842, 500) : Layer(500, 842);
        string made = await Make(Documents.Pdf(new PdfTestPage { Width = 500, Rotate = rotate }), DocumentKind.Pdf, layer);
        PdfText.AssertHolds(layer, PdfText.Find(made)[0], isTurned);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(1.5)]
    [InlineData(4)]
    public async Task Words_are_placed_correctly_on_a_skewed_page(double degrees)
    {
        TextLayerPage layer = TextLayers.Page(1, 595 / 72.0, 842 / 72.0, skew: degrees, lines: Lines);
        PdfText.AssertHolds(layer, PdfText.Find(await Make(Documents.Pdf(new PdfTestPage()), DocumentKind.Pdf, layer))[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task Words_are_placed_correctly_where_the_crop_box_is_off_the_origin(int rotate)
    {
        bool isTurned = rotate % 180 != 0;
        TextLayerPage layer = isTurned ? Layer(600, 400) : Layer(400, 600);
        string made =
            await Make(Documents.Pdf(new PdfTestPage { Rotate = rotate, CropBox = [100, 150, 500, 750] }), DocumentKind.Pdf, layer);
        PdfText.AssertHolds(layer, PdfText.Find(made)[0], isTurned);
    }

    [Theory]
    [InlineData(-90)]
    [InlineData(450)]
    [InlineData(-180)]
    public async Task Words_are_placed_correctly_where_the_rotation_is_no_turn_between_0_and_270(int rotate)
    {
        bool isTurned = rotate % 180 != 0;
        TextLayerPage layer = isTurned ? Layer(842, 500) : Layer(500, 842);
        string made = await Make(Documents.Pdf(new PdfTestPage { Width = 500, Rotate = rotate }), DocumentKind.Pdf, layer);
        PdfText.AssertHolds(layer, PdfText.Find(made)[0], isTurned);
    }

    [Fact]
    public async Task Words_are_placed_correctly_where_the_crop_box_exceeds_the_media_box()
    {
        // A viewer shows only what both have: 495 by 742 points.
        TextLayerPage layer = Layer(495, 742);
        string made = await Make(Documents.Pdf(new PdfTestPage { CropBox = [100, 100, 700, 900] }), DocumentKind.Pdf, layer);
        PdfText.AssertHolds(layer, PdfText.Find(made)[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    public async Task The_page_stays_where_it_is_whatever_its_trim_box(int rotate)
    {
        TextLayerPage layer = rotate == 0 ? Layer(400, 600) : Layer(600, 400);
        PdfTestPage page = PdfTestPageWithBoxes(rotate).Text(150, 700, 20, "The harbour office").Draw("150 200 200 100 re f");
        string source = Documents.Pdf(page), made = await Make(source, DocumentKind.Pdf, layer);
        Assert.Equal(Documents.DrawGray(source).Pixels, Documents.DrawGray(made).Pixels);
        Assert.Equal(CommandLine.Run("pdfinfo", "-box", source).Split('\n').Where(IsBox),
            CommandLine.Run("pdfinfo", "-box", made).Split('\n').Where(IsBox));

        static bool IsBox(string line) => line.Contains("Box:", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_occurs_twice_gets_the_words_of_both()
    {
        string once = Documents.Pdf(new PdfTestPage()), twice = Documents.NewPath("pdf");
        string text = await File.ReadAllTextAsync(once, Encoding.Latin1, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(twice, text.Replace("/Count 1 /Kids [7 0 R]", "/Count 2 /Kids [7 0 R 7 0 R]"),
            Encoding.Latin1, TestContext.Current.CancellationToken);
        TextLayerPage first = Layer(595, 842), second = TextLayers.Page(2, 595 / 72.0, 842 / 72.0, lines: "the other words");
        List<PdfText.FoundPage> found = PdfText.Find(await Make(twice, DocumentKind.Pdf, first, second));
        PdfText.AssertHolds(first, found[0]);
        PdfText.AssertHolds(second, found[1]);
    }

    [Theory]
    [InlineData("1 0 0 1 50 80 cm 0.5 0 0 0.5 0 0 cm")]
    [InlineData("q q 3 0 0 3 0 0 cm")]
    [InlineData("Q Q 2 0 0 2 9 9 cm")]
    public async Task Words_are_placed_correctly_where_the_content_does_not_restore_its_scale(string operators)
    {
        TextLayerPage layer = Layer(595, 842);
        string made = await Make(Documents.Pdf(new PdfTestPage().Draw(operators)), DocumentKind.Pdf, layer);
        PdfText.AssertHolds(layer, PdfText.Find(made)[0]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0.5)]
    public async Task Words_are_placed_correctly_where_the_unit_is_not_a_point(double unit)
    {
        TextLayerPage layer = Layer(595 * unit, 842 * unit);
        string made = await Make(Documents.Pdf(new PdfTestPage { UserUnit = unit }), DocumentKind.Pdf, layer);
        PdfText.AssertHolds(layer, PdfText.Find(made)[0]);
        Assert.Contains($"/UserUnit {unit}", CommandLine.Run("qpdf", "--qdf", made, "-"));
    }

    [Fact]
    public async Task Several_pages_of_different_layout_each_get_their_own_words()
    {
        TextLayerPage first = Layer(595, 842), third = Layer(842, 595) with { Page = 3 };
        string made =
            await Make(Documents.Pdf(new PdfTestPage(), new PdfTestPage(), new PdfTestPage { Rotate = 90 }), DocumentKind.Pdf, first,
                third);
        List<PdfText.FoundPage> found = PdfText.Find(made);
        PdfText.AssertHolds(first, found[0]);
        Assert.Empty(found[1].Words);
        PdfText.AssertHolds(third, found[2], isTurned: true);
    }

    [Theory]
    [InlineData("שלום לכל הקוראים")]
    [InlineData("السلام عليكم جميعا")]
    [InlineData("中文 文字 識別")]
    [InlineData("한국어 문서 인식")]
    [InlineData("हिन्दी पाठ की पहचान")]
    [InlineData("naïve Łódź Ελληνικά Жизнь")]
    [InlineData("\U00020BB7野家 😀 end")]
    public async Task Text_of_every_script_can_be_extracted_again(string line)
    {
        TextLayerPage layer = TextLayers.Page(1, 595 / 72.0, 842 / 72.0, lines: line);
        PdfText.FoundPage found = PdfText.Find(await Make(Documents.Pdf(new PdfTestPage()), DocumentKind.Pdf, layer))[0];
        PdfText.AssertHolds(layer, found);
    }

    [Fact]
    public async Task Lines_from_right_to_left_are_extracted_in_reading_order()
    {
        // Words in visual order: the first one at the right.
        double width = 595 / 72.0, height = 842 / 72.0;
        string[] words = ["שלום", "לכל", "הקוראים"];
        TextLayerPage level = TextLayers.Page(1, width, height, lines: string.Join(' ', words.Reverse()));
        TextLayerPage layer = level with { Words = [.. level.Words.Reverse().Select((word, i) => word with { Space = i < 2 })] };
        string made = await Make(Documents.Pdf(new PdfTestPage()), DocumentKind.Pdf, layer);
        PdfText.AssertHolds(layer, PdfText.Find(made)[0]);
        string text = new([.. CommandLine.Run("pdftotext", made, "-").Where(c => c is not ('\u202A' or '\u202B' or '\u202C'))]);
        Assert.Equal(string.Join(' ', words), text.Trim());
    }

    private static PdfTestPage PdfTestPageWithBoxes(int rotate) =>
        new() { Rotate = rotate, CropBox = [100, 150, 500, 750], Entries = "/TrimBox [130 200 480 700] /BleedBox [120 190 490 710]" };

    private static TextLayerPage Layer(double width, double height) => TextLayers.Page(1, width / 72, height / 72, lines: Lines);
}
