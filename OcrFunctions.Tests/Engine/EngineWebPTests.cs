using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Animated WebP files, whose frames leptonica and libwebp's decoder reject.</summary>
public sealed class EngineWebPTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static readonly string[] Prose = TestProse.Three;

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Fact]
    public async Task A_WebP_is_read()
    {
        Assert.Empty((await AssertRead(WebPTestFile.Lossless(Page()))).Warnings);
        Assert.Empty((await AssertRead(WebPTestFile.Lossy(Page()))).Warnings);
    }

    [Fact]
    public async Task Of_an_animated_WebP_the_first_frame_is_read_with_a_warning()
    {
        GrayImage page = Page();
        byte[] first = WebPTestFile.Lossless(page), next = WebPTestFile.Lossy(Blank(page));
        PageWarning warning = Assert.Single((await AssertRead(Animation(page, first, next, next))).Warnings);
        Assert.Equal(PageWarningCodes.FirstFrameOnly, warning.Code);
        Assert.Contains("3 frames", warning.Message);
    }

    [Fact]
    public async Task An_animation_of_one_frame_is_read_without_a_warning()
    {
        GrayImage page = Page();
        Assert.Empty((await AssertRead(Animation(page, WebPTestFile.Lossy(page)))).Warnings);
    }

    [Fact]
    public async Task A_transparent_first_frame_is_read()
    {
        GrayImage page = Page();
        await AssertRead(Animation(page, WebPTestFile.LossyWithAlpha(page), WebPTestFile.Lossy(Blank(page))));
    }

    [Fact]
    public async Task An_animation_that_ends_after_its_first_frame_is_read()
    {
        GrayImage page = Page();
        byte[] first = WebPTestFile.Lossy(page), whole = Animation(page, first, first);
        await AssertRead(whole[..^(first.Length / 2)]);
    }

    [Fact]
    public async Task An_animation_that_ends_in_its_first_frame_is_damaged()
    {
        GrayImage page = Page();
        byte[] whole = Animation(page, WebPTestFile.Lossy(page));
        await AssertRefused(EngineErrorCodes.DamagedFile, whole[..(whole.Length / 2)]);
    }

    [Fact]
    public async Task An_animation_without_a_frame_is_damaged() =>
        await AssertRefused(EngineErrorCodes.DamagedFile, WebPTestFile.Animation(100, 100));

    [Fact]
    public async Task An_animation_is_refused_by_the_size_of_its_first_frame()
    {
        GrayImage page = Page();
        byte[] still = WebPTestFile.Lossy(page);
        await AssertRefused(EngineErrorCodes.PageTooLarge, Animation(page, still, still), maxPixels: page.Pixels.Length - 1);
        // A frame that is larger than it claims is not decoded either.
        await AssertRefused(EngineErrorCodes.DamagedFile, WebPTestFile.Animation(8, 8, still, still));
    }

    private static GrayImage Blank(GrayImage like)
    {
        byte[] white = new byte[like.Pixels.Length];
        Array.Fill(white, byte.MaxValue);
        return like with { Pixels = white };
    }

    private static byte[] Animation(GrayImage page, params byte[][] stills) => WebPTestFile.Animation(page.Width, page.Height, stills);

    private GrayImage Page() => _documents.DrawGray(_documents.Pdf(new PdfTestPage { Height = 200 }
        .Text(72, 150, 14, Prose[0]).Text(72, 130, 14, Prose[1]).Text(72, 110, 14, Prose[2])));

    private async Task<RecognizedPage> AssertRead(byte[] content)
    {
        string file = _documents.File("dat", content);
        Assert.Equal(new DocumentInspection(DocumentKind.WebP, 1), (await _engine.Inspect(file)).Inspection);
        RecognizedPage page = await _engine.Page(file, DocumentKind.WebP);
        Assert.Equal(string.Join('\n', Prose), page.Text());
        return page;
    }

    private async Task AssertRefused(string code, byte[] content, long maxPixels = EngineLimits.MaxPixels)
    {
        string file = _documents.File("dat", content);
        Assert.Equal(code, (await _engine.Recognize(file, DocumentKind.WebP, maxPixels: maxPixels)).Error?.Code);
    }
}
