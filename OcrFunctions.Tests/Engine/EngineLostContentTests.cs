using System.Text;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>What a damaged PDF has lost is said, and only that.</summary>
public sealed class EngineLostContentTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const string First = "The lighthouse keeper counted every ship", Second = "and wrote all of them into his book";

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Fact]
    public async Task A_sound_page_has_no_warning() =>
        Assert.Empty((await ReadAsync(_documents.Pdf(PdfTestPage.OfProse(First, Second)))).Warnings);

    [Fact]
    public async Task Native_text_whose_content_stream_is_cut_off_has_a_warning()
    {
        string pdf = Changed(PdfTestPage.OfProse(First, Second),
            text => text.Replace($"({Second}) Tj ET", $"({Second[..20]}", StringComparison.Ordinal));
        RecognizedPage page = await ReadAsync(pdf);
        Assert.Contains(First, page.Text());
        AssertLost(page);
    }

    [Fact]
    public async Task A_scan_whose_flate_data_is_cut_off_has_a_warning()
    {
        GrayImage scan = Scan();
        byte[] packed = PdfTestFile.Stream(
            $"/Type /XObject /Subtype /Image /Width {scan.Width} /Height {scan.Height} /ColorSpace /DeviceGray /BitsPerComponent 8 "
                + "/Filter /FlateDecode", Cut(Deflated(scan.Pixels)));
        AssertLost(await ReadAsync(_documents.Pdf(new PdfTestPage().Image(packed, 0, 0, 595, 842))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_scan_whose_JPEG_data_ends_early_or_in_zeros_has_a_warning(bool zeros)
    {
        byte[] jpeg = File.ReadAllBytes(_documents.Draw(_documents.Pdf(PdfTestPage.OfProse(First, Second)), "jpeg", 150));
        byte[] cut = zeros ? [.. Cut(jpeg), .. new byte[jpeg.Length / 2]] : Cut(jpeg);
        GrayImage size = _documents.DrawGray(_documents.Pdf(PdfTestPage.OfProse(First)), 150, 150);
        RecognizedPage whole = await ReadAsync(Jpeg(jpeg)), page = await ReadAsync(Jpeg(cut));
        Assert.Empty(whole.Warnings);
        AssertLost(page);

        string Jpeg(byte[] data) => _documents.Pdf(new PdfTestPage().Image(PdfTestFile.Stream(
            $"/Type /XObject /Subtype /Image /Width {size.Width} /Height {size.Height} /ColorSpace /DeviceGray /BitsPerComponent 8 "
                + "/Filter /DCTDecode", data), 0, 0, 595, 842));
    }

    [Fact]
    public async Task A_page_whose_content_is_cut_off_before_it_draws_has_a_warning()
    {
        AssertLost(await ReadAsync(_documents.Pdf(new PdfTestPage().Draw("q Q q 595 0 0 842 0 0 cm"))));
        Assert.Empty((await ReadAsync(_documents.Pdf(new PdfTestPage().Draw("q q Q Q")))).Warnings);
    }

    [Fact]
    public async Task A_state_restored_once_too_often_at_the_end_is_harmless()
    {
        RecognizedPage page = await ReadAsync(_documents.Pdf(PdfTestPage.OfProse(First).Draw("Q Q")));
        Assert.Equal((First, 0), (page.Text(), page.Warnings.Count));
    }

    [Fact]
    public async Task A_scan_after_a_state_restored_once_too_often_is_read()
    {
        GrayImage scan = Scan();
        RecognizedPage page = await ReadAsync(
            _documents.Pdf(new PdfTestPage().Draw("Q").Image(PdfTestPage.ImageOf(scan), 0, 0, 595, 842)));
        Assert.Equal($"{First}\n{Second}", page.Text());
    }

    [Fact]
    public async Task A_content_stream_that_the_file_does_not_have_is_said_and_the_other_is_read()
    {
        string pdf = Changed(PdfTestPage.OfProse(First, Second),
            text => text.Replace("/Contents 8 0 R", "/Contents [8 0 R 99 0 R]", StringComparison.Ordinal));
        RecognizedPage page = await ReadAsync(pdf);
        Assert.Equal($"{First}\n{Second}", page.Text());
        AssertLost(page);
    }

    [Fact]
    public async Task Pages_that_the_page_tree_does_not_count_are_read()
    {
        string pdf = _documents.Pdf(PdfTestPage.OfProse(First), PdfTestPage.OfProse(Second));
        string hidden = _documents.File("pdf", Encoding.Latin1.GetBytes(
            File.ReadAllText(pdf, Encoding.Latin1).Replace("/Count 2", "/Count 1", StringComparison.Ordinal)));
        EngineReply reply = await _engine.Inspect(hidden);
        Assert.Equal(2, reply.Inspection!.Pages);
        Assert.Equal([EngineWarningCodes.DamagedFile], reply.Inspection.Warnings?.Select(warning => warning.Code));
        Assert.Equal(Second, (await _engine.Page(hidden, DocumentKind.Pdf, 2, mode: TextMode.Auto)).Text());
    }

    [Fact]
    public async Task Attached_files_are_named_in_a_warning()
    {
        string with = _documents.NewPath("pdf"), attachment = _documents.File("txt", "what was attached"u8);
        CommandLine.Run("qpdf", _documents.Pdf(PdfTestPage.OfProse(First)), "--add-attachment", attachment, "--key=note.txt", "--", with);
        EngineWarning warning = Assert.Single((await _engine.Inspect(with)).Inspection!.Warnings!);
        Assert.Equal(EngineWarningCodes.AttachmentsNotRead, warning.Code);
        Assert.Contains("note.txt", warning.Message);
    }

    [Fact]
    public async Task A_second_PDF_behind_the_first_is_said()
    {
        byte[] first = File.ReadAllBytes(_documents.Pdf(PdfTestPage.OfProse(First)));
        EngineReply reply = await _engine.Inspect(_documents.File("pdf", [.. first, .. first]));
        Assert.Contains(EngineWarningCodes.AppendedPdf, reply.Inspection!.Warnings!.Select(warning => warning.Code));
        Assert.Null((await _engine.Inspect(_documents.File("pdf", first))).Inspection!.Warnings);
    }

    private async Task<RecognizedPage> ReadAsync(string pdf) => await _engine.Page(pdf, DocumentKind.Pdf, mode: TextMode.Auto);

    private static void AssertLost(RecognizedPage page) =>
        Assert.Contains(PageWarningCodes.ContentLost, page.Warnings.Select(warning => warning.Code));

    private static byte[] Cut(byte[] data) => data[..(data.Length / 2)];

    private static byte[] Deflated(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal))
            zlib.Write(data);
        return packed.ToArray();
    }

    private GrayImage Scan() => _documents.DrawGray(_documents.Pdf(PdfTestPage.OfProse(First, Second)), 150, 150);

    /// <summary>A PDF with a change in its text; as in a damaged file, the offsets behind it may then be wrong.</summary>
    private string Changed(PdfTestPage page, Func<string, string> change)
    {
        string text = File.ReadAllText(_documents.Pdf(page), Encoding.Latin1), changed = change(text);
        Assert.NotEqual(text, changed);
        return _documents.File("pdf", Encoding.Latin1.GetBytes(changed.PadRight(text.Length)));
    }
}
