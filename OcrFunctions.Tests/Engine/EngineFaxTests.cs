using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Pages without grey in the codings of fax machines and scanners: each is read to the word as the same page is uncompressed.</summary>
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
    public async Task A_fax_in_a_TIFF_is_read_as_it_is_uncompressed(string coding)
    {
        GreyImage page = Page();
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
    public async Task A_fax_in_a_PDF_is_read_as_it_is_uncompressed(string coding)
    {
        GreyImage page = Page();
        byte[] fax = coding switch
        {
            "group 3" => PdfTestFax.Group3(page, twoDimensional: false),
            "group 3 in two dimensions" => PdfTestFax.Group3(page, twoDimensional: true),
            "group 4" => PdfTestFax.Group4(page),
            _ => PdfTestFax.Jbig2(page),
        };
        // Where a JBIG2 region is coded as a fax, poppler 22.12 paints a row's black runs, but for the first, on into the empty rows below it.
        await AssertSameAsync(DocumentKind.Pdf, Pdf(PdfTestImage.OneBit(page, inverted: false)), Pdf(fax), toThePixel: coding != "JBIG2");
    }

    private static byte[] Pdf(byte[] image) => PdfTestFile.Write([new PdfTestPage().Image(image, 0, 0, 595, 842)]);

    /// <summary>A drawn page without its grey, and without a resolution.</summary>
    private GreyImage Page()
    {
        GreyImage grey = _documents.DrawGrey(_documents.Pdf(PdfTestPage.OfProse(Prose)), Scanned, Scanned);
        return grey with { Pixels = [.. grey.Pixels.Select(pixel => pixel >= 128 ? byte.MaxValue : byte.MinValue)], DpiAcross = 0, DpiDown = 0 };
    }

    private async Task AssertSameAsync(DocumentKind kind, byte[] plain, byte[] fax, bool toThePixel = true)
    {
        string file = _documents.File("dat", fax);
        Assert.Equal(new DocumentInspection(kind, 1), (await _engine.Inspect(file)).Inspection);
        RecognisedPage wanted = await _engine.Page(_documents.File("dat", plain), kind), read = await _engine.Page(file, kind);
        Assert.Equal(string.Join('\n', Prose), read.Text());
        Assert.Equal(wanted.Text(), read.Text());
        if (toThePixel)
            Assert.Equal(wanted.Words().Select(word => (word.Text, word.Confidence)), read.Words().Select(word => (word.Text, word.Confidence)));
    }
}
