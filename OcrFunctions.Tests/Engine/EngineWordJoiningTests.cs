using System.Globalization;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Native words whose letters stand on a slant or apart.</summary>
public sealed class EngineWordJoiningTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const double PointsPerInch = 72;

    private static readonly string[] Prose =
        [.. Enumerable.Range(1, 20).Select(i => $"The keeper saw {i} ships and I wrote the names down in a book")];

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Theory]
    [InlineData("CONFIDENTIAL", 45, 48)]
    [InlineData("DRAFT", 60, 90)]
    [InlineData("Do not copy this page", 30, 24)]
    [InlineData("A small note of six words", 15, 10)]
    [InlineData("TOP SECRET 2024", -35, 30)]
    [InlineData("Do not copy this page", 100, 20)]
    [InlineData("Do not copy this page", 200, 20)]
    public async Task Slanted_text_is_one_line_of_whole_words_and_leaves_the_lines_below_whole(string text, int degrees, int size)
    {
        // Gray, so that it is drawn first as a watermark, and in the middle of the page.
        double along = text.Length * size * 0.25, angle = degrees * Math.PI / 180;
        RecognizedPage page =
            await ReadAsync(Page(Slanted(300 - along * Math.Cos(angle), 600 - along * Math.Sin(angle), degrees, size, text)));
        RecognizedLine line = Assert.Single(page.Lines(), line => line.Text == text);
        Assert.Equal(text.Split(' '), line.Words.Select(word => word.Text));
        Assert.Equal(Prose, page.Lines().Select(one => one.Text).Where(one => one != text));
        foreach (IReadOnlyList<double> polygon in line.Words.Select(word => word.Polygon).Append(line.Polygon))
        {
            // Degrees turn against the clock in PDF, and the page's y runs down in results.
            double slant = Math.Atan2(polygon[1] - polygon[3], polygon[2] - polygon[0]) * 180 / Math.PI;
            Assert.InRange(Math.Abs(Math.IEEERemainder(slant - degrees, 360)), 0, 1);
            Assert.InRange(Distance(polygon, 0, 6), 0.3 * size, 1.2 * size);
        }

        double[] first = [(300 - along * Math.Cos(angle)) / PointsPerInch, (842 - 600 + along * Math.Sin(angle)) / PointsPerInch];
        Assert.InRange(Math.Max(Math.Abs(line.Polygon[6] - first[0]), Math.Abs(line.Polygon[7] - first[1])) * PointsPerInch, 0, 0.3 * size);
    }

    [Fact]
    public async Task Lines_that_stand_below_one_another_on_a_slant_are_one_block()
    {
        double down = 24 * Math.Sin(Math.PI / 6), left = 24 * Math.Cos(Math.PI / 6);
        RecognizedPage page = await ReadAsync(new PdfTestPage()
            .Draw(Slanted(100, 300, 30, 18, "This page was copied")).Draw(Slanted(100 + down, 300 - left, 30, 18, "without permission")));
        Assert.Equal("This page was copied\nwithout permission", page.Text());
        Assert.Single(page.Blocks);
    }

    [Fact]
    public async Task Slanted_words_are_located_where_their_ink_is()
    {
        string pdf = _documents.Pdf(new PdfTestPage { Rotate = 90, UserUnit = 1.5, CropBox = [20, 30, 575, 812] }
            .Draw(Slanted(150, 250, 40, 40, "Lanterns")));
        RecognizedPage page = await _engine.Page(pdf, DocumentKind.Pdf, mode: TextMode.Auto);
        RecognizedWord word = Assert.Single(page.Words());
        // The page is turned by a quarter: what rises at 40 degrees falls at 50 then.
        Assert.Equal(50, Math.Atan2(word.Polygon[3] - word.Polygon[1], word.Polygon[2] - word.Polygon[0]) * 180 / Math.PI, 0.5);
        Assert.Equal((250 - 30) * 1.5 / PointsPerInch, word.Polygon[6], 0.1);
        Assert.Equal((150 - 20) * 1.5 / PointsPerInch, word.Polygon[7], 0.1);
    }

    [Theory]
    [InlineData("3 Tr")]
    [InlineData("1 g")]
    public async Task Slanted_text_without_ink_is_left_out(string how)
    {
        string text = Slanted(80, 500, 40, 40, "Nobody sees");
        RecognizedPage page = await ReadAsync(Page($"10 10 5 5 re f q {how} {text.Replace("0.7 g", "", StringComparison.Ordinal)} Q"));
        Assert.Equal(Prose, page.Lines().Select(line => line.Text));
    }

    [Theory]
    [InlineData("F1", 20, "6 Tc", "HARBOUR OFFICE", "HARBOUR OFFICE")]
    [InlineData("F1", 14, "10 Tc", "Annual report 2024", "Annual report 2024")]
    [InlineData("F1", 20, "0 Tc", "H A R B O U R   O F F I C E", "HARBOUR OFFICE")]
    [InlineData("F1", 11, "0 Tc", "S u m m a r y  o f  a c c o u n t s", "Summary of accounts")]
    [InlineData("F7", 24, "12 Tc", "TERMS & CONDITIONS", "TERMS & CONDITIONS")]
    [InlineData("F7", 12, "0 Tc", "R E C H N U N G", "RECHNUNG")]
    [InlineData("F8", 12, "12 Tc", "LIGHT HOUSE", "LIGHT HOUSE")]
    [InlineData("F1", 12, "0 Tc", "See the R E P O R T of May", "See the REPORT of May")]
    public async Task Letter_spaced_words_are_joined(string font, int size, string spacing, string said, string read)
    {
        RecognizedPage page = await ReadAsync(Page($"BT {spacing} ET", new Fixed(font, size, said), "BT 0 Tc ET"));
        Assert.Equal([read, .. Prose], page.Lines().Select(line => line.Text));
        Assert.Equal(read.Split(' '), page.Lines().First().Words.Select(word => word.Text));
    }

    [Theory]
    [InlineData("a b c d e")]
    [InlineData("A B C D")]
    [InlineData("J R R Tolkien")]
    [InlineData("a x + b y = c z")]
    [InlineData("f ( x , y )")]
    [InlineData("Y N Y Y N")]
    [InlineData("X X O O X")]
    [InlineData("1 2 3 4 5")]
    [InlineData("Grade A B A C B")]
    [InlineData("words a c e and x y z")]
    public async Task Single_letters_that_are_no_words_stay_apart(string text) =>
        Assert.Equal([text, .. Prose], (await ReadAsync(Page(new Fixed("F1", 12, text)))).Lines().Select(line => line.Text));

    [Fact]
    public async Task Letters_in_the_cells_of_a_table_stay_apart()
    {
        var page = new PdfTestPage();
        string[] rows = ["TEA", "ONE", "ARE", "SIN"];
        for (int row = 0; row < rows.Length; row++)
            for (int column = 0; column < rows[row].Length; column++)
                page.Text(100 + 16 * column, 700 - 14 * row, 10, rows[row][column].ToString());
        Assert.All((await ReadAsync(page)).Words(), word => Assert.Single(word.Text));
    }

    [Theory]
    [InlineData("letter-spaced-heading.pdf")]
    [InlineData("ligatures.pdf")]
    [InlineData("diagonal-watermark-native.pdf")]
    [InlineData("scan-with-native-watermark-behind.pdf")]
    public async Task Documents_of_bug_reports_are_read_in_whole_words(string name)
    {
        string file = Repository.SharedFile("cases", name);
        PageResult page = PageAssembler.Assemble(await _engine.Page(file, DocumentKind.Pdf, mode: TextMode.Auto));
        string[] expected = await File.ReadAllLinesAsync(file + ".expected", TestContext.Current.CancellationToken);
        string[] lines = [.. expected.Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Replace(" as one word", "", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains(line, page.Lines!.Select(one => one.Content)));
    }

    private static PdfTestPage Page(params object[] before)
    {
        var page = new PdfTestPage
        {
            Fonts = "/F7 << /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >> "
                + "/F8 << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        };
        foreach (object part in before)
            _ = part is Fixed text ? page.Text(40, 790, text.Size, text.Text, text.Font) : page.Draw((string)part);
        for (int i = 0; i < Prose.Length; i++)
            page.Text(60, 740 - 18 * i, 11, Prose[i]);
        return page;
    }

    private static string Slanted(double x, double y, double degrees, double size, string text)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        return string.Create(CultureInfo.InvariantCulture,
            $"q BT 0.7 g /F1 {size} Tf {cos:0.#####} {sin:0.#####} {-sin:0.#####} {cos:0.#####} {x:0.##} {y:0.##} Tm ({text}) Tj ET Q");
    }

    /// <summary>Points between two corners of a polygon.</summary>
    private static double Distance(IReadOnlyList<double> polygon, int a, int b) =>
        Math.Sqrt(Math.Pow(polygon[a] - polygon[b], 2) + Math.Pow(polygon[a + 1] - polygon[b + 1], 2)) * PointsPerInch;

    private async Task<RecognizedPage> ReadAsync(PdfTestPage page) =>
        await _engine.Page(_documents.Pdf(page), DocumentKind.Pdf, mode: TextMode.Auto);

    /// <summary>A line of level text at the top of the page.</summary>
    private sealed record Fixed(string Font, int Size, string Text);
}
