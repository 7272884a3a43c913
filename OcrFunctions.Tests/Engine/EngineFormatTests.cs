using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Image files of every kind, complete and truncated, under names without a meaning.</summary>
public sealed class EngineFormatTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static readonly string[] Prose = TestProse.Three;

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Fact]
    public async Task A_bitmap_is_read() => await AssertRead(DocumentKind.Bmp, ImageTestFiles.Bmp(Page()));

    [Fact]
    public async Task A_portable_gray_map_is_read() => await AssertRead(DocumentKind.Pnm, ImageTestFiles.Pgm(Page()));

    [Fact]
    public async Task A_GIF_is_read() => await AssertRead(DocumentKind.Gif, ImageTestFiles.Gif(Page()));

    [Theory]
    [InlineData("tiny.webp", DocumentKind.WebP)]
    [InlineData("tiny.pbm", DocumentKind.Pnm)]
    [InlineData("tiny.bmp", DocumentKind.Bmp)]
    [InlineData("tiny.gif", DocumentKind.Gif)]
    public async Task A_file_that_another_program_wrote_is_read(string name, DocumentKind kind)
    {
        string file = Repository.SharedFile("corpus", name);
        Assert.Equal(new DocumentInspection(kind, 1), (await _engine.Inspect(file)).Inspection);
        Assert.Equal(File.ReadAllText(file + ".gt.txt").Trim(), (await _engine.Page(file, kind)).Text());
    }

    [Fact]
    public async Task Of_an_animation_the_first_frame_is_read_with_a_warning()
    {
        RecognizedPage page = await AssertRead(DocumentKind.Gif, ImageTestFiles.Gif(Page(), frames: 3));
        PageWarning warning = Assert.Single(page.Warnings);
        Assert.Equal(PageWarningCodes.FirstFrameOnly, warning.Code);
        Assert.Contains("3 frames", warning.Message);
    }

    [Fact]
    public async Task A_GIF_that_declares_a_giant_frame_is_refused_before_it_is_decoded()
    {
        byte[] gif = ImageTestFiles.Gif(new GrayImage(8, 8, new byte[64], 0, 0));
        int descriptor = gif.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x2C, 0, 0, 0, 0, 8, 0, 8, 0]);
        Assert.NotEqual(-1, descriptor);
        gif.AsSpan(descriptor + 5, 4).Fill(0xFF);
        EngineReply reply = await _engine.Recognize(_documents.File("gif", gif), DocumentKind.Gif);
        Assert.Equal(EngineErrorCodes.PageTooLarge, reply.Error?.Code);
    }

    [Fact]
    public async Task A_truncated_PNG_gives_its_first_lines_and_a_warning()
    {
        byte[] png =
            await File.ReadAllBytesAsync(_documents.Draw(_documents.Pdf(PdfTestPage.OfProse(Prose)), "png"),
                TestContext.Current.CancellationToken);
        await AssertCut(DocumentKind.Png, png[..(int)(png.Length * 0.45)]);
    }

    [Fact]
    public async Task A_truncated_JPEG_gives_its_first_lines_and_a_warning()
    {
        byte[] jpeg =
            await File.ReadAllBytesAsync(_documents.Draw(_documents.Pdf(PdfTestPage.OfProse(Prose)), "jpeg"),
                TestContext.Current.CancellationToken);
        await AssertCut(DocumentKind.Jpeg, jpeg[..(int)(jpeg.Length * 0.42)]);
    }

    [Fact]
    public async Task A_truncated_TIFF_page_gives_its_first_lines_and_a_warning()
    {
        PdfTestPage page = new PdfTestPage { Height = 300 }.Text(72, 230, 14, Prose[0]).Text(72, 100, 14, Prose[1]);
        await AssertCut(DocumentKind.Tiff, ImageTestFiles.CutTiff(_documents.DrawGray(_documents.Pdf(page))));
    }

    [Fact]
    public async Task A_PNG_without_a_single_row_is_damaged()
    {
        byte[] png =
            await File.ReadAllBytesAsync(_documents.Draw(_documents.Pdf(PdfTestPage.OfProse(Prose)), "png"),
                TestContext.Current.CancellationToken);
        EngineReply reply = await _engine.Recognize(_documents.File("png", png.AsSpan(0, 60)), DocumentKind.Png);
        Assert.Equal(EngineErrorCodes.DamagedFile, reply.Error?.Code);
    }

    private GrayImage Page() => _documents.DrawGray(_documents.Pdf(PdfTestPage.OfProse(Prose)));

    private async Task<RecognizedPage> AssertRead(DocumentKind kind, byte[] content)
    {
        string file = _documents.File("pdf", content);
        Assert.Equal(new DocumentInspection(kind, 1), (await _engine.Inspect(file)).Inspection);
        RecognizedPage page = await _engine.Page(file, kind);
        Assert.Equal(string.Join('\n', Prose), page.Text());
        return page;
    }

    private async Task AssertCut(DocumentKind kind, byte[] content)
    {
        RecognizedPage page = await _engine.Page(_documents.File("dat", content), kind);
        Assert.StartsWith(Prose[0], page.Text());
        Assert.DoesNotContain(Prose[^1], page.Text());
        Assert.Contains(page.Warnings, warning => warning.Code == PageWarningCodes.Truncated);
    }
}
