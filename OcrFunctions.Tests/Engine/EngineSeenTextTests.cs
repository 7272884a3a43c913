using System.Text;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>A page's text is what a viewer shows of it, whatever drew it.</summary>
public sealed class EngineSeenTextTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const string Letter = "The lighthouse keeper counted every ship", Scan = "Strangers carried lanterns along the harbour";

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Theory]
    [InlineData("under a filled box", "BT /F1 14 Tf 72 600 Td (secret) Tj ET 0.9 g 60 590 200 30 re f")]
    [InlineData("under a redaction bar", "BT /F1 14 Tf 72 600 Td (secret) Tj ET 0 g 70 595 60 18 re f")]
    [InlineData("outside the clip", "q 300 600 100 100 re W n BT /F1 14 Tf 72 600 Td (secret) Tj ET Q")]
    [InlineData("in the color of its ground", "0.8 0.2 0.2 rg 60 590 200 30 re f BT /F1 14 Tf 72 600 Td (secret) Tj ET")]
    [InlineData("half a point high", "BT /F1 0.5 Tf 72 600 Td (secret) Tj ET")]
    [InlineData("beyond the page's edge", "BT /F1 14 Tf -90 600 Td (secret) Tj ET")]
    public async Task Invisible_text_is_left_out(string how, string operators)
    {
        RecognizedPage page = await ReadAsync(PdfTestPage.OfProse(Letter).Draw($"q {operators} Q"));
        Assert.True((TextSource.Native, Letter) == (page.Source, page.Text()), $"Text {how}: {page.Source}, {page.Text()}");
    }

    [Theory]
    [InlineData("white on a thick stroke", "0 0 0.4 RG 30 w 60 605 m 300 605 l S 1 g")]
    [InlineData("white on a shading", "q 60 590 300 30 re W n /S1 sh Q 1 g")]
    [InlineData("red on green of the same brightness", "0 0.5 0 rg 60 590 300 30 re f 0.98 0 0 rg")]
    public async Task Text_that_a_reader_sees_is_kept(string how, string operators)
    {
        var page = new PdfTestPage
        {
            Resources = "/Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [60 0 360 0] /Extend [true true] "
                + "/Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0.4] /C1 [0.3 0 0] >> >> >>",
        };
        page.Text(72, 740, 14, Letter).Draw(operators).Text(72, 600, 14, "Total amount due");
        RecognizedPage read = await ReadAsync(page);
        Assert.True((TextSource.Native, $"{Letter}\nTotal amount due") == (read.Source, read.Text()),
            $"Text {how}: {read.Source}, {read.Text()}");
    }

    [Fact]
    public async Task A_word_that_was_whitened_and_written_over_is_not_given()
    {
        RecognizedPage page = await ReadAsync(PdfTestPage.OfProse(Letter)
            .Text(72, 600, 14, "Seventy pounds").Draw("1 g 70 595 120 20 re f 0 g").Text(72, 600, 14, "Ninety pounds"));
        Assert.Equal($"{Letter}\nNinety pounds", page.Text());
    }

    [Fact]
    public async Task The_same_text_twice_at_one_place_is_given_once()
    {
        RecognizedPage page = await ReadAsync(PdfTestPage.OfProse(Letter).Text(72, 740, 14, Letter, mode: 3));
        Assert.Equal((TextSource.Native, Letter), (page.Source, page.Text()));
    }

    [Fact]
    public async Task A_scan_in_a_tiling_pattern_is_read_beside_native_text()
    {
        GrayImage scan = ScanOf(Scan);
        var page = new PdfTestPage { Resources = "/Pattern << /P1 9 0 R >>" };
        page.Images.Add(PdfTestFile.Stream(
            "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 842] /XStep 595 /YStep 842 /Resources "
                + "<< /XObject << /I1 10 0 R >> >>",
            "q 595 0 0 842 0 0 cm /I1 Do Q"u8.ToArray()));
        page.Images.Add(PdfTestPage.ImageOf(scan));
        page.Draw("/Pattern cs /P1 scn 0 0 595 842 re f 0 g").Text(72, 800, 10, "Harbour Archive");
        RecognizedPage read = await ReadAsync(page);
        Assert.Equal((TextSource.Mixed, $"Harbour Archive\n{Scan}"), (read.Source, read.Text()));
    }

    [Fact]
    public async Task A_scan_that_is_a_glyph_of_a_type_3_font_is_read_beside_native_text()
    {
        var page = new PdfTestPage { Fonts = "/T3 9 0 R" };
        page.Images.Add(Encoding.ASCII.GetBytes(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 595 842] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 10 0 R >> /Encoding "
                + "<< /Type /Encoding /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [595] /Resources << /XObject "
                + "<< /I1 11 0 R >> >> >>"));
        page.Images.Add(PdfTestFile.Stream("", "595 0 d0 q 595 0 0 842 0 0 cm /I1 Do Q"u8.ToArray()));
        page.Images.Add(PdfTestPage.ImageOf(ScanOf(Scan)));
        page.Draw("BT /T3 1 Tf 0 0 Td (a) Tj ET").Text(72, 800, 10, "Harbour Archive");
        RecognizedPage read = await ReadAsync(page);
        Assert.Equal((TextSource.Mixed, $"Harbour Archive\n{Scan}"), (read.Source, read.Text()));
    }

    [Theory]
    [InlineData("strokes", "")]
    [InlineData("strokes below a table", "1 w 72 700 m 372 700 l S 72 680 m 372 680 l S 72 700 m 72 680 l S 372 700 m 372 680 l S")]
    [InlineData("rectangles", "")]
    public async Task Letters_that_are_drawn_are_read_beside_native_text(string how, string table)
    {
        var page = new PdfTestPage();
        page.Text(72, 740, 14, Letter).Draw(table).Draw("2.4 w");
        double x = 72;
        foreach (char letter in "FILL THE HILL")
        {
            foreach ((double fromX, double fromY, double toX, double toY) in Strokes(letter))
                page.Draw(how == "rectangles"
                    ? FormattableString.Invariant($"{x + fromX - 1.2} {600 + fromY - 1.2} {toX - fromX + 2.4} {toY - fromY + 2.4} re f")
                    : FormattableString.Invariant($"{x + fromX} {600 + fromY} m {x + toX} {600 + toY} l S"));
            x += letter is 'I' ? 8 : 17;
        }

        RecognizedPage read = await ReadAsync(page);
        Assert.StartsWith(Letter, read.Text());
        Assert.Contains("FILL THE HILL", read.Text());
    }

    [Fact]
    public async Task A_table_with_rules_and_shading_is_native_text()
    {
        RecognizedPage read = await ReadAsync(PdfTestPage.OfProse(Letter)
            .Draw("0 0 0.4 rg 72 680 300 20 re f 0.9 g 72 640 300 20 re f 0 g "
                + "1 w 72 640 300 60 re S 72 680 m 372 680 l S 72 660 m 372 660 l S 222 700 m 222 640 l S 1 g")
            .Text(76, 686, 12, "Ship").Text(226, 686, 12, "Arrived").Draw("0 g")
            .Text(76, 666, 12, "Aurora").Text(226, 666, 12, "Monday").Text(76, 646, 12, "Boreas").Text(226, 646, 12, "Friday"));
        Assert.Equal(TextSource.Native, read.Source);
        Assert.Equal(["Arrived", "Aurora", "Boreas", "Friday", "Monday", "Ship"],
            read.Words().Select(word => word.Text).Except(Letter.Split(' ')).Order(StringComparer.Ordinal));
        Assert.Empty(read.Passes);
    }

    [Fact]
    public async Task A_native_watermark_does_not_erase_the_scan_below_it()
    {
        RecognizedPage read = await ReadAsync(new PdfTestPage().Image(PdfTestPage.ImageOf(ScanOf(Scan, Letter)), 0, 0, 595, 842)
            .Draw("0.8 g").Text(72, 420, 20, "office@harbour.example"));
        Assert.Contains(Scan, read.Text());
        Assert.Contains(Letter, read.Text());
        Assert.Contains("office@harbour.example", read.Text());
    }

    [Fact]
    public async Task A_number_in_a_small_picture_is_read_in_its_place()
    {
        string drawn = _documents.Pdf(new PdfTestPage { Width = 200, Height = 20 }.Text(4, 5, 12, "DE02 1203 0000 0000 2020 51"));
        RecognizedPage read = await ReadAsync(PdfTestPage.OfProse(Letter)
            .Image(PdfTestPage.ImageOf(_documents.DrawGray(drawn, 150, 150)), 72, 600, 200, 20).Text(72, 500, 14, "Thank you"));
        Assert.Equal($"{Letter}\nDE02 1203 0000 0000 2020 51\nThank you", read.Text());
        Assert.NotNull(read.Word("1203").Confidence);
    }

    [Fact]
    public async Task A_note_without_an_appearance_is_read()
    {
        PdfTestPage page = PdfTestPage.OfProse(Letter);
        page.Annotations.Add(
            "<< /Type /Annot /Subtype /FreeText /F 4 /Rect [72 400 372 430] /DA (/Helv 14 Tf 0 g) /Contents (Paid in full by Margaret) >>"u8
                .ToArray());
        Assert.Equal($"{Letter}\nPaid in full by Margaret", (await ReadAsync(page)).Text());
    }

    [Fact]
    public async Task Form_values_are_kept_though_a_hidden_word_is_on_the_page()
    {
        PdfTestPage page = PdfTestPage.OfProse(Letter).Draw("1 g").Text(300, 30, 8, "anchor");
        page.Annotations.Add(
            "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Margaret Ellison) /F 4 /Rect [72 400 372 430] /AP << /N 10 0 R >> >>"u8
                .ToArray());
        page.Annotations.Add(PdfTestFile.Stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 300 30] /Resources << /Font << /F1 3 0 R >> >>",
            "/Tx BMC BT /F1 16 Tf 4 8 Td (Margaret Ellison) Tj ET EMC"u8.ToArray()));
        RecognizedPage read = await ReadAsync(page);
        Assert.Equal((TextSource.Native, $"{Letter}\nMargaret Ellison"), (read.Source, read.Text()));
    }

    [Fact]
    public async Task A_line_in_a_font_that_does_not_say_what_its_glyphs_mean_is_recognized_in_its_place()
    {
        RecognizedPage read = await ReadAsync(PdfTestPage.OfProse(Letter, "and wrote all of them into his book")
            .Text(72, 600, 14, Scan, font: "F2").Text(72, 500, 14, "until morning came"));
        Assert.Equal($"{Letter}\nand wrote all of them into his book\n{Scan}\nuntil morning came", read.Text());
        Assert.Equal(TextSource.Mixed, read.Source);
        Assert.All(read.Words(), word => Assert.Equal(Scan.Contains(word.Text, StringComparison.Ordinal), word.Confidence is not null));
    }

    [Fact]
    public async Task A_word_in_a_logo_is_kept_apart_from_the_text()
    {
        string drawn = _documents.Pdf(new PdfTestPage { Width = 200, Height = 40 }.Text(4, 8, 30, "Harbour"));
        RecognizedPage read = await ReadAsync(PdfTestPage.OfProse(Letter)
            .Image(PdfTestPage.ImageOf(_documents.DrawGray(drawn, 150, 150)), 300, 780, 200, 40));
        Assert.Equal((TextSource.Native, Letter), (read.Source, read.Text()));
        PictureText logo = Assert.Single(read.PictureText);
        Assert.Equal("Harbour", logo.Content);
        Assert.InRange(logo.Confidence, 0.8, 1);
    }

    private async Task<RecognizedPage> ReadAsync(PdfTestPage page) =>
        await _engine.Page(_documents.Pdf(page), DocumentKind.Pdf, mode: TextMode.Auto);

    /// <summary>A letter as lines, 10 points wide and 20 high.</summary>
    private static IEnumerable<(double FromX, double FromY, double ToX, double ToY)> Strokes(char letter) => letter switch
    {
        'F' => [(0, 0, 0, 20), (0, 19, 10, 19), (0, 10, 8, 10)],
        'E' => [(0, 0, 0, 20), (0, 19, 10, 19), (0, 10, 8, 10), (0, 1, 10, 1)],
        'H' => [(0, 0, 0, 20), (10, 0, 10, 20), (0, 10, 10, 10)],
        'I' => [(0, 0, 0, 20)],
        'L' => [(0, 0, 0, 20), (0, 1, 10, 1)],
        'T' => [(5, 0, 5, 20), (-1, 19, 11, 19)],
        _ => [],
    };

    /// <summary>A page of lines of text as pixels.</summary>
    private GrayImage ScanOf(params string[] lines)
    {
        var page = new PdfTestPage();
        for (int i = 0; i < lines.Length; i++)
            page.Text(72, 420 - 60 * i, 20, lines[i]);
        return _documents.DrawGray(_documents.Pdf(page), 150, 150);
    }
}
