using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>Pages as a viewer shows them.</summary>
public sealed class PageRendererTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private TestDocuments Documents => fixture.Documents;

    [Theory]
    [InlineData(0, 300, 200)]
    [InlineData(90, 200, 300)]
    public async Task A_pdf_page_is_rendered_rotated_and_cropped(int rotate, int width, int height)
    {
        string pdf = Documents.Pdf(new PdfTestPage { Rotate = rotate, CropBox = [50, 100, 200, 200] });
        Assert.Equal((width, height), await SizeAsync(pdf, DocumentKind.Pdf, 144));
    }

    [Theory]
    [InlineData(1, 200, 400)]
    [InlineData(6, 400, 200)]
    public async Task A_photo_is_rotated_by_its_EXIF_orientation(byte orientation, int width, int height)
    {
        string drawn = Documents.Draw(Documents.Pdf(new PdfTestPage { Width = 200, Height = 400 }), "jpeg", 72);
        string photo = Documents.File("jpg", ExifTestFile.WithOrientation(File.ReadAllBytes(drawn), orientation, little: true));
        Assert.Equal((width, height), await SizeAsync(photo, DocumentKind.Jpeg, 150));
    }

    [Fact]
    public async Task A_page_of_a_tiff_is_rendered_and_a_missing_one_is_not()
    {
        GrayImage image = Documents.DrawGray(Documents.Pdf(new PdfTestPage()), 36, 36);
        string tiff = Documents.File("tif", new TiffTestFile().Write([image, image]));
        Assert.Equal((image.Width, image.Height), await SizeAsync(tiff, DocumentKind.Tiff, 150, page: 2));
        string output = Documents.NewPath("png");
        Assert.Equal(EngineErrorCodes.PageNotFound, (await fixture.Engine.Render(tiff, DocumentKind.Tiff, output, 3)).Error?.Code);
        Assert.Equal(EngineErrorCodes.PageNotFound,
            (await fixture.Engine.Render(Documents.Pdf(new PdfTestPage()), DocumentKind.Pdf, output, 2)).Error?.Code);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public async Task A_huge_page_is_rendered_at_a_lower_resolution()
    {
        (int width, int height) = await SizeAsync(Documents.Pdf(new PdfTestPage { Width = 5_000, Height = 5_000 }), DocumentKind.Pdf, 300);
        Assert.InRange(width * (long)height, 20_000_000, 40_000_000);
    }

    private async Task<(int Width, int Height)> SizeAsync(string path, DocumentKind kind, int dpi, int page = 1)
    {
        string output = Documents.NewPath("png");
        EngineReply reply = await fixture.Engine.Render(path, kind, output, page, dpi);
        Assert.True(reply.Rendered is not null, $"{reply.Error?.Code}: {reply.Error?.Message}");
        byte[] png = File.ReadAllBytes(output);
        Assert.Equal(reply.Rendered.Length, png.Length);
        Assert.True(png.AsSpan(1, 3).SequenceEqual("PNG"u8));
        return (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)),
            System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }
}
