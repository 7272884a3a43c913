using System.Text;
using System.Xml.Linq;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>PDF/A of images and of PDFs, checked by independent programs.</summary>
public sealed class PdfAWriterTests(EngineFixture fixture) : SearchableTests(fixture), IClassFixture<EngineFixture>
{
    private static readonly string[] Lines = ["The surveyor keeps a weather", "book beside his instruments", "Überprüfung 建築 Пример אבג"];

    private static readonly TextLayerPage Layer = TextLayers.Page(1, 595 / 72.0, 842 / 72.0, lines: Lines);

    [Theory]
    [InlineData("jpeg", DocumentKind.Jpeg)]
    [InlineData("png", DocumentKind.Png)]
    [InlineData("tiff", DocumentKind.Tiff)]
    public async Task An_image_becomes_pdf_a_2u_with_its_pixels_and_words(string format, DocumentKind kind)
    {
        string pdf = Documents.Pdf(PdfTestPage.OfProse(Lines[..2])), image = Documents.Draw(pdf, format, 100);
        GrayImage size = Documents.DrawGray(pdf, 100, 100);
        TextLayerPage layer = TextLayers.Page(1, size.Width, size.Height, 100, lines: [.. Lines, "𝄞"]);
        (string made, IReadOnlyList<EngineWarning>? warnings) = await Archive(image, kind, layer);
        Assert.Null(warnings);
        Assert.Equal(("2", "U"), Claim(made));
        PdfText.AssertHolds(layer, Assert.Single(PdfText.Find(made)));
        Assert.Equal(Images(await Make(image, kind, layer)), Images(made));
    }

    [Fact]
    public async Task A_fax_page_is_embedded_in_pdf_a_unchanged()
    {
        string fax = Documents.File("tif", FaxTestFile.Write(96, 0));
        TextLayerPage layer = TextLayers.Page(1, 96, 96, 100, lines: ["fax"]);
        (string made, _) = await Archive(fax, DocumentKind.Tiff, layer);
        Assert.Equal(Images(await Make(fax, DocumentKind.Tiff, layer)), Images(made));
    }

    [Fact]
    public async Task A_CMYK_photo_is_decoded_since_the_output_intent_is_rgb()
    {
        string root = Documents.NewPath("inks");
        CommandLine.Run("pdftoppm", "-jpegcmyk", "-r", "72", "-singlefile", Scan(), root);
        (string made, _) = await Archive(root + ".jpg", DocumentKind.Jpeg, new TextLayerPage(1, 595, 842, 72, []));
        Assert.DoesNotContain("DeviceCMYK", Encoding.Latin1.GetString(File.ReadAllBytes(made)));
        Assert.Contains("rgb", CommandLine.Run("pdfimages", "-list", made));
    }

    [Fact]
    public async Task An_image_of_a_single_pixel_is_a_page_of_the_smallest_size_that_pdf_a_allows()
    {
        string dot = Documents.File("pgm", "P5\n1 1\n255\n\0"u8);
        (string made, _) = await Archive(dot, DocumentKind.Pnm, new TextLayerPage(1, 1, 1, 300, []));
        PdfText.FoundPage page = Assert.Single(PdfText.Find(made));
        Assert.Equal((3, 3), (page.Width, page.Height));
    }

    [Fact]
    public async Task A_scanned_pdf_keeps_its_pixels_and_its_words_where_they_are()
    {
        RequireGhostscript();
        string searchable = await Make(Scan(), DocumentKind.Pdf, Layer);
        (string made, IReadOnlyList<EngineWarning>? warnings) = await Archive(searchable, DocumentKind.Pdf);
        Assert.Null(warnings);
        Assert.Equal(("2", "B"), Claim(made));
        PdfText.AssertHolds(Layer, Assert.Single(PdfText.Find(made)));
        Assert.Equal(Documents.DrawGray(searchable).Pixels, Documents.DrawGray(made).Pixels);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(90, 1)]
    [InlineData(270, 1)]
    [InlineData(0, 2)]
    public async Task Rotations_and_user_units_are_kept(int rotate, double unit)
    {
        RequireGhostscript();
        string pdf = Documents.Pdf(new PdfTestPage { Rotate = rotate, UserUnit = unit }.Draw("100 100 200 300 re f"));
        bool lies = rotate % 180 != 0;
        TextLayerPage layer = TextLayers.Page(1, unit * (lies ? 842 : 595) / 72, unit * (lies ? 595 : 842) / 72, lines: Lines[..2]);
        string searchable = await Make(pdf, DocumentKind.Pdf, layer);
        (string made, _) = await Archive(searchable, DocumentKind.Pdf);
        // The pages are written as they are shown: rotated, and in points.
        PdfText.AssertHolds(layer, Assert.Single(PdfText.Find(made)));
        int dpi = (int)(72 / unit);
        Assert.Equal(Documents.DrawGray(searchable, 72, 72).Pixels, Documents.DrawGray(made, dpi, dpi).Pixels);
    }

    [Fact]
    public async Task Content_that_pdf_a_does_not_allow_is_removed_and_named()
    {
        RequireGhostscript();
        var page = new PdfTestPage().Text(72, 700, 20, "seen");
        page.Annotations.Add(
            [.. "<< /Type /Annot /Subtype /Widget /FT /Tx /T (surname) /V (Ahlberg) /Rect [100 100 300 120] /P 7 0 R "u8,
            .. "/DA (/Helv 12 Tf) >>"u8]);
        string form =
            Documents.File("pdf",
                PdfTestFile.Write([page],
                    first => ($"/AcroForm << /Fields [9 0 R] /SigFlags 3 >> /OpenAction {first} 0 R",
                        [$"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"])));
        string with = Documents.NewPath("pdf"), attachment = Documents.File("txt", "what was attached"u8);
        CommandLine.Run("qpdf", form, "--add-attachment", attachment, "--key=note", "--", with);
        (string made, IReadOnlyList<EngineWarning>? warnings) = await Archive(with, DocumentKind.Pdf);
        EngineWarning warning = Assert.Single(warnings!);
        Assert.Equal(EngineWarningCodes.PdfALeavesOut, warning.Code);
        foreach (string lost in new[] { "attached files", "scripts", "form fields", "signature" })
            Assert.Contains(lost, warning.Message);
        string all = CommandLine.Run("qpdf", "--qdf", "--object-streams=disable", made, "-");
        Assert.DoesNotContain("JavaScript", all);
        Assert.DoesNotContain("EmbeddedFile", all);
        Assert.Contains("seen", CommandLine.Run("pdftotext", made, "-"));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("secret", "secret")]
    public async Task An_encrypted_pdf_has_a_pdf_a_without_encryption_and_a_warning(string user, string? password)
    {
        RequireGhostscript();
        string locked = Qpdf.Encrypt(Documents, Documents.Pdf(new PdfTestPage().Text(72, 700, 20, "seen")), user, "owner");
        (string made, IReadOnlyList<EngineWarning>? warnings) = await Archive(locked, DocumentKind.Pdf, password: password);
        Assert.Contains("encryption", Assert.Single(warnings!).Message);
        Assert.Contains("seen", CommandLine.Run("pdftotext", made, "-"));
    }

    [Fact]
    public async Task Text_that_the_conversion_loses_is_reported()
    {
        RequireGhostscript();
        // Ghostscript 10.00 supports no characters beyond the first plane.
        TextLayerPage layer = TextLayers.Page(1, 595 / 72.0, 842 / 72.0, lines: ["seen 𝄞𝄞"]);
        (_, IReadOnlyList<EngineWarning>? warnings) =
            await Archive(await Make(Documents.Pdf(new PdfTestPage()), DocumentKind.Pdf, layer), DocumentKind.Pdf);
        Assert.Contains("text that could be found", Assert.Single(warnings!).Message);
    }

    [Fact]
    public async Task A_page_with_an_annotation_without_extent_is_converted()
    {
        RequireGhostscript();
        var page = new PdfTestPage().Text(72, 700, 20, "seen");
        page.Annotations.Add(
            "<< /Type /Annot /Subtype /Widget /FT /Sig /T (signature) /Rect [0 0 0 0] /F 4 /P 7 0 R /AP << /N 10 0 R >> >>"u8.ToArray());
        page.Annotations.Add(PdfTestFile.Stream("/Type /XObject /Subtype /Form /BBox [0 0 0 0]", "q Q"u8.ToArray()));
        string form = Documents.File("pdf", PdfTestFile.Write([page], _ => ("/AcroForm << /Fields [9 0 R] >>", [])));
        (string made, _) = await Archive(form, DocumentKind.Pdf);
        Assert.Contains("seen", CommandLine.Run("pdftotext", made, "-"));
    }

    [Fact]
    public async Task A_page_that_is_larger_than_pdf_a_allows_is_not_converted()
    {
        RequireGhostscript();
        await Refused(Documents.Pdf(new PdfTestPage { Width = 20_000 }.Text(72, 700, 20, "seen")), "20000");
    }

    [Fact]
    public async Task A_file_that_is_not_a_pdf_is_not_converted()
    {
        RequireGhostscript();
        string output = Documents.NewPath("pdf");
        EngineReply reply =
            await Engine.Archive(Documents.File("pdf", "%PDF-1.4\nnothing"u8), DocumentKind.Pdf, TextLayers.Write(Documents), output);
        Assert.Equal(EngineErrorCodes.DamagedFile, reply.Error?.Code);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public async Task Without_ghostscript_a_pdf_is_not_converted_and_the_message_names_what_to_install()
    {
        string folder = Directory.CreateDirectory(Documents.NewPath("bin")).FullName;
        foreach (string tool in new[] { "pdfinfo", "qpdf", "pdffonts" })
            File.CreateSymbolicLink(Path.Combine(folder, tool), "/usr/bin/" + tool);
        File.CreateSymbolicLink(Path.Combine(folder, "dotnet"), Environment.ProcessPath!);
        using EngineClient engine = await EngineClient.Start(("PATH", folder));
        EngineReply reply = await engine.Archive(Scan(), DocumentKind.Pdf, TextLayers.Write(Documents, Layer), Documents.NewPath("pdf"));
        Assert.Equal(EngineErrorCodes.EngineNotInstalled, reply.Error?.Code);
        Assert.Contains("apt-get install ghostscript", reply.Error!.Message);
        // Images need no other program.
        reply = await engine.Archive(Documents.Draw(Scan(), "png", 50), DocumentKind.Png, TextLayers.Write(Documents, Layer),
            Documents.NewPath("pdf"));
        Assert.NotNull(reply.Archival);
    }

    [Fact]
    public async Task The_profile_of_the_output_intent_is_srgb_for_other_programs_too()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/transicc"), "transicc is not installed");
        (string made, _) =
            await Archive(Documents.File("pgm", [.. "P5\n8 8\n255\n"u8, .. new byte[64]]), DocumentKind.Pnm,
                new TextLayerPage(1, 8, 8, 72, []));
        string text = CommandLine.Run("qpdf", "--qdf", "--object-streams=disable", made, "-");
        int number = int.Parse(System.Text.RegularExpressions.Regex.Match(text, @"/DestOutputProfile (\d+) 0 R").Groups[1].Value);
        string plain = Documents.NewPath("pdf"), profile = Documents.NewPath("icc");
        CommandLine.Run("qpdf", "--qdf", "--object-streams=disable", made, plain);
        CommandLine.Run("bash", "-c", $"qpdf --show-object={number} --filtered-stream-data '{plain}' > '{profile}'");
        // Converted through the profile to the built-in sRGB of another program, colors stay the same.
        string same = CommandLine.Run("bash", "-c", $"printf '200\\n100\\n50\\n' | transicc -i '{profile}' -o '*sRGB' -t1 -n");
        double[] values =
            [.. System.Text.RegularExpressions.Regex.Matches(same, @"\d+\.\d+")
                .Select(m => double.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(3, values.Length);
        Assert.All(values.Zip([200.0, 100, 50]), pair => Assert.Equal(pair.Second, pair.First, 1.0));
    }

    private static void RequireGhostscript() => Assert.SkipUnless(File.Exists("/usr/bin/gs"), "Ghostscript is not installed");

    /// <summary>A page that is one image.</summary>
    private string Scan() =>
        Documents.Pdf(
            new PdfTestPage().Image(PdfTestPage.ImageOf(Documents.DrawGray(Documents.Pdf(PdfTestPage.OfProse(Lines[..2])))), 0, 0, 595,
                842));

    private async Task<(string Pdf, IReadOnlyList<EngineWarning>? Warnings)> Archive(string source, DocumentKind kind,
        TextLayerPage? layer = null, string? password = null)
    {
        string output = Documents.NewPath("pdf");
        EngineReply reply = await Engine.Archive(source, kind, TextLayers.Write(Documents, layer is null ? [] : [layer]), output, password);
        Assert.True(reply.Archival is not null, $"{reply.Error?.Code}: {reply.Error?.Message}");
        CommandLine.Run("qpdf", "--check", output);
        Assert.DoesNotContain(" no ",
            string.Concat(CommandLine.Run("pdffonts", output).Split('\n').Skip(2).Select(line => line.Length > 58 ? line[58..62] : "")));
        if (Preflight.Missing is null)
            Assert.Empty(Preflight.Findings(output));
        return (output, reply.Archival.Warnings);
    }

    private async Task Refused(string source, string why)
    {
        string output = Documents.NewPath("pdf");
        EngineReply reply = await Engine.Archive(source, DocumentKind.Pdf, TextLayers.Write(Documents), output);
        Assert.Equal(EngineErrorCodes.NotConvertible, reply.Error?.Code);
        Assert.Contains(why, reply.Error!.Message);
        Assert.False(File.Exists(output));
    }

    /// <summary>Part and level claimed by the metadata.</summary>
    private static (string? Part, string? Level) Claim(string pdf)
    {
        XNamespace claims = "http://www.aiim.org/pdfa/ns/id/";
        string metadata = CommandLine.Run("pdfinfo", "-meta", pdf);
        XDocument xmp =
            XDocument.Parse(
                metadata[metadata.IndexOf("<x:xmpmeta",
                    StringComparison.Ordinal)..(metadata.IndexOf("</x:xmpmeta>", StringComparison.Ordinal) + "</x:xmpmeta>".Length)]);
        return (Value("part"), Value("conformance"));

        string? Value(string name) =>
            xmp.Descendants(claims + name).FirstOrDefault()?.Value ?? xmp.Descendants().Attributes(claims + name).FirstOrDefault()?.Value;
    }
}
