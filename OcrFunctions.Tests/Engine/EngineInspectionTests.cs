using System.Text;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

public sealed class EngineInspectionTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static readonly GrayImage Small = new(8, 8, new byte[64], 100, 100);

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Fact]
    public async Task The_kind_comes_from_the_content_and_not_from_the_name()
    {
        string pdf = _documents.Pdf(PdfTestPage.OfProse("Some text"));
        await AssertKind(DocumentKind.Pdf, pdf);
        await AssertKind(DocumentKind.Png, _documents.Draw(pdf, "png", dpi: 50));
        await AssertKind(DocumentKind.Jpeg, _documents.Draw(pdf, "jpeg", dpi: 50));
        await AssertKind(DocumentKind.Tiff, _documents.Draw(pdf, "tiff", dpi: 50));
    }

    [Fact]
    public async Task A_PDF_header_may_follow_other_bytes()
    {
        byte[] pdf = File.ReadAllBytes(_documents.Pdf(PdfTestPage.OfProse("Some text")));
        EngineReply reply = await _engine.Inspect(_documents.File("bin", [.. new byte[900], .. pdf]));
        Assert.Equal(DocumentKind.Pdf, reply.Inspection?.Kind);
    }

    [Fact]
    public async Task Pages_of_a_PDF_are_counted()
    {
        EngineReply reply =
            await _engine.Inspect(_documents.Pdf([.. Enumerable.Range(1, 7).Select(n => PdfTestPage.OfProse($"Page {n}"))]));
        Assert.Equal(new DocumentInspection(DocumentKind.Pdf, 7), reply.Inspection);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Pages_of_a_TIFF_are_counted_in_every_layout_of_the_format(bool bigEndian, bool bigTiff)
    {
        byte[] tiff = new TiffTestFile(bigEndian, bigTiff).Write([Small, Small, Small]);
        EngineReply reply = await _engine.Inspect(_documents.File("tif", tiff));
        Assert.Equal(new DocumentInspection(DocumentKind.Tiff, 3), reply.Inspection);
    }

    [Fact]
    public async Task A_TIFF_with_a_circular_chain_of_pages_has_each_page_once()
    {
        byte[] tiff = new TiffTestFile().Write([Small, Small, Small], lastPointsTo: 1);
        EngineReply reply = await _engine.Inspect(_documents.File("tif", tiff));
        Assert.Equal(3, reply.Inspection?.Pages);
    }

    [Fact]
    public async Task A_truncated_TIFF_counts_its_first_damaged_page_which_then_fails()
    {
        byte[] tiff = new TiffTestFile().Write([Small, Small, Small]);
        string cut = _documents.File("tif", tiff.AsSpan(0, tiff.Length - 40));
        Assert.Equal(3, (await _engine.Inspect(cut)).Inspection?.Pages);
        Assert.NotNull((await _engine.Recognize(cut, DocumentKind.Tiff, page: 2)).Page);
        AssertError(EngineErrorCodes.DamagedFile, await _engine.Recognize(cut, DocumentKind.Tiff, page: 3));
    }

    [Theory]
    [InlineData(DocumentKind.Pdf)]
    [InlineData(DocumentKind.Tiff)]
    public async Task More_pages_than_the_limit_are_refused(DocumentKind kind)
    {
        string path = kind == DocumentKind.Pdf
            ? _documents.Pdf(PdfTestPage.OfProse("1"), PdfTestPage.OfProse("2"), PdfTestPage.OfProse("3"))
            : _documents.File("tif", new TiffTestFile().Write([Small, Small, Small]));
        Assert.Equal(3, (await _engine.Inspect(path, maxPages: 3)).Inspection?.Pages);
        AssertError(EngineErrorCodes.TooManyPages, await _engine.Inspect(path, maxPages: 2), "2");
    }

    [Fact]
    public async Task An_empty_file_is_refused_as_empty() =>
        AssertError(EngineErrorCodes.EmptyFile, await _engine.Inspect(_documents.File("pdf", [])));

    [Theory]
    [InlineData("PK\u0003\u0004 mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument")]
    [InlineData("PK\u0003\u0004 [Content_Types].xml", "Office")]
    [InlineData("PK\u0003\u0004 stored %PDF-1.4", "ZIP")]
    [InlineData("<!doctype html><title>Hello</title>", "HTML")]
    [InlineData("Dear Sir or Madam,\n", "plain text")]
    [InlineData("8BPS", "Photoshop")]
    [InlineData("BM000000", "plain text")]
    [InlineData("\u0001\u0002\u0003\u0004", "no document")]
    public async Task An_unsupported_format_is_named(string content, string name)
    {
        EngineReply reply = await _engine.Inspect(_documents.File("pdf", Encoding.Latin1.GetBytes(content)));
        AssertError(EngineErrorCodes.UnsupportedFormat, reply, name, "PDF, TIFF, PNG, JPEG");
    }

    [Theory]
    [InlineData("%PDF-1.4\n%%EOF\n")]
    [InlineData("3 0 obj\n<< /Type /Page >>\nendobj\n")]
    [InlineData("II*\0")]
    [InlineData("II*\0\0\0\u0001\0")]
    [InlineData("II*\0\0\0\0\0")]
    [InlineData("\u0089PNG\r\n\u001a\n")]
    [InlineData("\u00ff\u00d8\u00ff\u00e0")]
    public async Task A_file_truncated_after_its_header_is_damaged(string content) =>
        AssertError(EngineErrorCodes.DamagedFile, await _engine.Inspect(_documents.File("bin", Encoding.Latin1.GetBytes(content))));

    [Fact]
    public async Task A_missing_file_is_an_error_and_the_engine_continues()
    {
        AssertError(EngineErrorCodes.EngineFailed, await _engine.Inspect(_documents.NewPath("pdf")));
        Assert.NotNull((await _engine.Inspect(_documents.Pdf(PdfTestPage.OfProse("Some text")))).Inspection);
    }

    [Theory]
    [InlineData("bad-encrypted-user-aes256.pdf", EngineErrorCodes.EncryptedPdf)]
    [InlineData("bad-encrypted-user-rc4.pdf", EngineErrorCodes.EncryptedPdf)]
    [InlineData("bad-encrypted-unstructured.pdf", EngineErrorCodes.EncryptedPdf)]
    [InlineData("bad-missing-pages.pdf", EngineErrorCodes.DamagedFile)]
    [InlineData("bad-missing-root.pdf", EngineErrorCodes.DamagedFile)]
    [InlineData("bad-text-named.pdf", EngineErrorCodes.UnsupportedFormat)]
    [InlineData("bad-unsupported.odt", EngineErrorCodes.UnsupportedFormat)]
    public async Task Bad_files_of_the_corpus_are_refused_with_a_reason(string name, string code) =>
        AssertError(code, await _engine.Inspect(Repository.SharedFile("corpus", name)));

    private async Task AssertKind(DocumentKind kind, string path)
    {
        string misnamed = _documents.NewPath(kind == DocumentKind.Pdf ? "jpg" : "pdf");
        File.Copy(path, misnamed);
        Assert.Equal(new DocumentInspection(kind, 1), (await _engine.Inspect(misnamed)).Inspection);
    }

    private static void AssertError(string code, EngineReply reply, params string[] said)
    {
        Assert.Equal(code, reply.Error?.Code);
        foreach (string word in said)
            Assert.Contains(word, reply.Error!.Message);
        Assert.InRange(reply.Error!.Message.Length, 1, 2_000);
    }
}
