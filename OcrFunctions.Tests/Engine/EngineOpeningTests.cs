using System.Text;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>PDFs that do not open directly: encrypted or damaged.</summary>
public sealed class EngineOpeningTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const string Prose = "Behind the locked door stood a lantern", Password = "Schlüssel 42";

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Theory]
    [InlineData(256)]
    [InlineData(128)]
    public async Task An_encrypted_document_is_read_with_its_password_and_refused_without_it(int bits)
    {
        string word = bits == 256 ? Password : "geheim";
        string pdf = Qpdf.Encrypt(_documents, _documents.Pdf(PdfTestPage.OfProse(Prose)), word, "owner", bits);

        foreach (string? wrong in new[] { null, "wrong", "" })
        {
            EngineReply refused = await _engine.Inspect(pdf, password: wrong);
            Assert.Equal(EngineErrorCodes.EncryptedPdf, refused.Error?.Code);
            Assert.Contains("Send it again with", refused.Error!.Message);
        }

        Assert.Equal(1, (await _engine.Inspect(pdf, password: word)).Inspection!.Pages);
        EngineReply page = await _engine.Recognize(pdf, DocumentKind.Pdf, mode: TextMode.Auto, password: word);
        Assert.Equal(Prose, page.Page!.Text());
        Assert.Equal(EngineErrorCodes.EncryptedPdf, (await _engine.Recognize(pdf, DocumentKind.Pdf, mode: TextMode.Auto)).Error?.Code);
    }

    [Fact]
    public async Task A_document_with_only_an_owner_password_is_read()
    {
        string pdf = Qpdf.Encrypt(_documents, _documents.Pdf(PdfTestPage.OfProse(Prose)), "", "owner");
        Assert.Equal(Prose, (await _engine.Page(pdf, DocumentKind.Pdf, mode: TextMode.Auto)).Text());
        Assert.Equal(Prose, (await _engine.Page(pdf, DocumentKind.Pdf)).Text());
    }

    [Fact]
    public async Task A_password_is_on_no_command_line_and_the_decrypted_copy_is_deleted_with_the_engine()
    {
        string pdf = Qpdf.Encrypt(_documents, _documents.Pdf(PdfTestPage.OfProse(Prose)), "geheim", "owner");
        string tools = Directory.CreateDirectory(Path.Combine(_documents.Folder, "tools")).FullName,
            temp = Directory.CreateDirectory(Path.Combine(_documents.Folder, "temp")).FullName;
        string seen = Path.Combine(tools, "seen");
        foreach (string tool in new[] { "qpdf", "pdfinfo", "pdftotext", "pdftoppm" })
        {
            string script = Path.Combine(tools, tool);
            await File.WriteAllTextAsync(script, $"#!/bin/sh\nprintf '%s\\n' \"$0 $*\" >> '{seen}'\nexec /usr/bin/{tool} \"$@\"\n",
                TestContext.Current.CancellationToken);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        using (EngineClient engine =
            await EngineClient.Start(("PATH", $"{tools}:{Environment.GetEnvironmentVariable("PATH")}"), ("TMPDIR", temp)))
        {
            Assert.Equal(Prose, (await engine.Recognize(pdf, DocumentKind.Pdf, password: "geheim")).Page!.Text());
            Assert.NotEmpty(Directory.GetFiles(temp, "*.pdf", SearchOption.AllDirectories));
            engine.LetGo();
            Assert.Equal(0, await engine.End(TimeSpan.FromSeconds(10)));
        }

        string lines = await File.ReadAllTextAsync(seen, TestContext.Current.CancellationToken);
        Assert.Contains("qpdf --password-file=- --decrypt", lines);
        Assert.DoesNotContain("geheim", lines);
        Assert.Empty(Directory.GetFileSystemEntries(temp));
    }

    [Fact]
    public async Task A_truncated_document_gives_its_remaining_pages_and_a_warning()
    {
        byte[] whole =
            PdfTestFile.Write([PdfTestPage.OfProse(Prose), PdfTestPage.OfProse("The second page"), PdfTestPage.OfProse("The third page")]);
        int third = Encoding.Latin1.GetString(whole).IndexOf("The third page", StringComparison.Ordinal);
        // The cut is just before the third page's content; the page object precedes it and is intact.
        int cut = Encoding.Latin1.GetString(whole, 0, third).LastIndexOf("endobj", StringComparison.Ordinal) + 7;
        string pdf = _documents.File("pdf", whole.AsSpan(0, cut));

        DocumentInspection inspection = (await _engine.Inspect(pdf)).Inspection!;
        EngineWarning warning = Assert.Single(inspection.Warnings!);
        Assert.Equal(EngineWarningCodes.DamagedFile, warning.Code);
        Assert.Equal(3, inspection.Pages);
        Assert.Equal(Prose, (await _engine.Page(pdf, DocumentKind.Pdf, 1, mode: TextMode.Auto)).Text());
        Assert.Equal("The second page", (await _engine.Page(pdf, DocumentKind.Pdf, 2, mode: TextMode.Auto)).Text());
        // A lost page is not mistaken for a blank page.
        Assert.Equal(EngineErrorCodes.DamagedFile, (await _engine.Recognize(pdf, DocumentKind.Pdf, 3, mode: TextMode.Auto)).Error?.Code);
    }

    [Fact]
    public async Task Damage_that_poppler_repairs_by_itself_is_reported_too()
    {
        byte[] whole = PdfTestFile.Write([PdfTestPage.OfProse(Prose)]);
        int table = Encoding.Latin1.GetString(whole).LastIndexOf("xref\n0 ", StringComparison.Ordinal);
        string pdf = _documents.File("pdf", [.. whole[..table], .. "trailer\n<< /Root 1 0 R >>\n"u8]);
        Assert.Equal(EngineWarningCodes.DamagedFile, Assert.Single((await _engine.Inspect(pdf)).Inspection!.Warnings!).Code);
        Assert.Equal(Prose, (await _engine.Page(pdf, DocumentKind.Pdf, mode: TextMode.Auto)).Text());
    }

    [Fact]
    public async Task A_document_without_any_page_is_damaged()
    {
        foreach (string text in new[] { "%PDF-1.4\n%%EOF\n",
            "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n" })
            Assert.Equal(EngineErrorCodes.DamagedFile,
                (await _engine.Inspect(_documents.File("pdf", Encoding.ASCII.GetBytes(text)))).Error?.Code);
    }
}
