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

    [Theory]
    [InlineData("rle8.bmp", DocumentKind.Bmp, 0)]
    [InlineData("animated.webp", DocumentKind.WebP, 1)]
    [InlineData("exif6.png", DocumentKind.Png, 0)]
    [InlineData("white-on-transparent.png", DocumentKind.Png, 0)]
    public async Task An_unusual_file_has_the_words_that_a_viewer_shows(string name, DocumentKind kind, int warnings)
    {
        string file = Repository.SharedFile("cases", name);
        Assert.Equal(new DocumentInspection(kind, 1), (await _engine.Inspect(file)).Inspection);
        RecognizedPage page = await _engine.Page(file, kind);
        string[] lines = [.. File.ReadAllLines(file + ".expected").Where(line => line.Length > 0 && line[0] is not ('#' or '?'))];
        Assert.All(lines, line => Assert.Contains(line, page.Text()));
        Assert.Equal(warnings, page.Warnings.Count);
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
    public async Task A_truncated_GIF_gives_its_first_lines_and_a_warning()
    {
        byte[] gif = ImageTestFiles.Gif(Page());
        RecognizedPage page = await AssertCut(DocumentKind.Gif, gif[..(int)(gif.Length * 0.45)]);
        // The rest is white and not the palette's first color, which may be black.
        Assert.DoesNotContain(page.Warnings, warning => warning.Code == PageWarningCodes.MissedText);
    }

    [Fact]
    public async Task Of_a_truncated_animation_the_whole_first_frame_is_read_with_both_warnings()
    {
        byte[] gif = ImageTestFiles.Gif(Page(), frames: 2);
        RecognizedPage page = await AssertRead(DocumentKind.Gif, gif[..(int)(gif.Length * 0.75)]);
        Assert.Equal([PageWarningCodes.Truncated, PageWarningCodes.FirstFrameOnly], page.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public async Task A_truncated_GIF_without_a_row_is_damaged()
    {
        byte[] gif = ImageTestFiles.Gif(Page());
        int data = gif.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x2C, 0, 0, 0, 0]) + 10;
        EngineReply reply = await _engine.Recognize(_documents.File("gif", gif.AsSpan(0, data + 3)), DocumentKind.Gif);
        Assert.Equal(EngineErrorCodes.DamagedFile, reply.Error?.Code);
    }

    [Fact]
    public async Task A_JPEG_of_12_bits_is_read()
    {
        byte[] jpeg = await File.ReadAllBytesAsync(_documents.Draw(_documents.Pdf(PdfTestPage.OfProse(Prose)), "jpeg"),
            TestContext.Current.CancellationToken);
        Assert.Empty((await AssertRead(DocumentKind.Jpeg, JpegTestFile.Of12Bits(jpeg))).Warnings);
    }

    [Fact]
    public async Task A_lossless_JPEG_is_refused_by_its_true_name_with_what_to_do()
    {
        byte[] jpeg = await File.ReadAllBytesAsync(_documents.Draw(_documents.Pdf(PdfTestPage.OfProse(Prose)), "jpeg", dpi: 50),
            TestContext.Current.CancellationToken);
        EngineReply reply = await _engine.Inspect(_documents.File("jpg", JpegTestFile.Lossless(jpeg)));
        Assert.Equal(EngineErrorCodes.UnsupportedFormat, reply.Error?.Code);
        Assert.Contains("lossless", reply.Error!.Message);
        Assert.Contains("Save it as PNG", reply.Error.Message);
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

    private async Task<RecognizedPage> AssertCut(DocumentKind kind, byte[] content)
    {
        RecognizedPage page = await _engine.Page(_documents.File("dat", content), kind);
        Assert.StartsWith(Prose[0], page.Text());
        Assert.DoesNotContain(Prose[^1], page.Text());
        Assert.Contains(page.Warnings, warning => warning.Code == PageWarningCodes.Truncated);
        return page;
    }
}
