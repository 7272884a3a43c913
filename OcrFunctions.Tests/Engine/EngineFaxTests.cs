using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>
/// Bilevel pages in the codings of fax machines and scanners: each is read word for word like the same page uncompressed.
/// </summary>
public sealed class EngineFaxTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const int Scanned = 150;

    private static readonly string[] Prose = TestProse.Three;

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Theory]
    [InlineData("modified Huffman")]
    [InlineData("group 3")]
    [InlineData("group 3 in two dimensions")]
    [InlineData("group 4")]
    public async Task A_fax_in_a_TIFF_is_read_like_the_uncompressed_image(string coding)
    {
        GrayImage page = Page();
        byte[] fax = coding switch
        {
            "modified Huffman" => FaxTestFile.WriteHuffman(page),
            "group 3" => FaxTestFile.WriteGroup3(page, twoDimensional: false),
            "group 3 in two dimensions" => FaxTestFile.WriteGroup3(page, twoDimensional: true),
            _ => FaxTestFile.WriteGroup4(page),
        };
        await AssertSameAsync(DocumentKind.Tiff, new TiffTestFile().Write([page]), fax);
    }

    [Theory]
    [InlineData("group 3")]
    [InlineData("group 3 in two dimensions")]
    [InlineData("group 4")]
    [InlineData("JBIG2")]
    public async Task A_fax_in_a_PDF_is_read_like_the_uncompressed_image(string coding)
    {
        GrayImage page = Page();
        byte[] fax = coding switch
        {
            "group 3" => PdfTestFax.Group3(page, twoDimensional: false),
            "group 3 in two dimensions" => PdfTestFax.Group3(page, twoDimensional: true),
            "group 4" => PdfTestFax.Group4(page),
            _ => PdfTestFax.Jbig2(page),
        };
        // In a JBIG2 region with fax coding, poppler 22.12 extends a row's black runs, except the first, into the empty rows below it.
        await AssertSameAsync(DocumentKind.Pdf, Pdf(PdfTestImage.OneBit(page, inverted: false)), Pdf(fax), toThePixel: coding != "JBIG2");
    }

    private static byte[] Pdf(byte[] image) => PdfTestFile.Write([new PdfTestPage().Image(image, 0, 0, 595, 842)]);

    /// <summary>A rasterized page in black and white, without a resolution.</summary>
    private GrayImage Page()
    {
        GrayImage gray = _documents.DrawGray(_documents.Pdf(PdfTestPage.OfProse(Prose)), Scanned, Scanned);
        return gray with
        {
            Pixels = [.. gray.Pixels.Select(pixel => pixel >= 128 ? byte.MaxValue : byte.MinValue)],
            DpiAcross = 0,
            DpiDown = 0
        };
    }

    private async Task AssertSameAsync(DocumentKind kind, byte[] plain, byte[] fax, bool toThePixel = true)
    {
        string file = _documents.File("dat", fax);
        Assert.Equal(new DocumentInspection(kind, 1), (await _engine.Inspect(file)).Inspection);
        RecognizedPage wanted = await _engine.Page(_documents.File("dat", plain), kind), read = await _engine.Page(file, kind);
        Assert.Equal(string.Join('\n', Prose), read.Text());
        Assert.Equal(wanted.Text(), read.Text());
        if (toThePixel)
            Assert.Equal(wanted.Words().Select(word => (word.Text, word.Confidence)),
                read.Words().Select(word => (word.Text, word.Confidence)));
    }
}
