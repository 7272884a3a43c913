using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.PixelFormats;

namespace OcrFunctions.Tests.Engine;

/// <summary>Bitmaps that leptonica rejects or misreads.</summary>
public sealed class EngineBitmapTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const int FileHeader = 14, Os2 = 12, Os2Version2 = 64, Version3 = 40, Version4 = 108, Version5 = 124;

    private static readonly string[] Prose = TestProse.Three;

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Theory]
    [InlineData(Version3, 8, BitmapTestFile.Rle8)]
    [InlineData(Version3, 4, BitmapTestFile.Rle4)]
    [InlineData(Version5, 8, BitmapTestFile.Rle8)]
    public async Task A_compressed_bitmap_is_read(int header, int bits, int compression) =>
        await AssertRead(new BitmapTestFile(header, bits, compression).Write(Page()));

    [Theory]
    [InlineData(Os2, 8)]
    [InlineData(Os2, 24)]
    [InlineData(Os2Version2, 24)]
    public async Task A_bitmap_of_OS_2_is_read(int header, int bits) => await AssertRead(new BitmapTestFile(header, bits).Write(Page()));

    [Theory]
    [InlineData(Version3, 16, 0)]
    [InlineData(Version3, 16, BitmapTestFile.BitFields)]
    [InlineData(Version3, 32, BitmapTestFile.BitFields)]
    [InlineData(Version4, 16, BitmapTestFile.BitFields)]
    public async Task A_bitmap_with_bit_fields_or_of_16_bits_is_read(int header, int bits, int compression) =>
        await AssertRead(new BitmapTestFile(header, bits, compression).Write(Page()));

    [Theory]
    [InlineData(Version4, 8)]
    [InlineData(Version4, 24)]
    [InlineData(Version5, 8)]
    [InlineData(Version5, 24)]
    public async Task A_bitmap_with_a_longer_header_is_read(int header, int bits) =>
        await AssertRead(new BitmapTestFile(header, bits).Write(Page()));

    [Theory]
    [InlineData(Version4)]
    [InlineData(Version5)]
    public async Task Black_text_on_a_transparent_bitmap_is_read(int header) =>
        await AssertRead(new BitmapTestFile(header, 32, BitmapTestFile.BitFields).Write(Page()));

    [Fact]
    public async Task Bytes_after_the_pixels_of_a_bitmap_are_ignored() =>
        await AssertRead([.. ImageTestFiles.Bmp(Page()), .. new byte[100]]);

    [Fact]
    public async Task The_resolution_of_a_compressed_bitmap_is_that_of_its_header()
    {
        GrayImage page = Page();
        Assert.Equal(200, (await AssertRead(new BitmapTestFile(Version3, 8, BitmapTestFile.Rle8).Write(page))).DpiDeclared);
        GrayImage without = page with { DpiAcross = 0, DpiDown = 0 };
        Assert.Null((await AssertRead(new BitmapTestFile(Version3, 8, BitmapTestFile.Rle8).Write(without))).DpiDeclared);
    }

    [Fact]
    public async Task The_colors_of_a_bitmap_of_32_bits_are_kept()
    {
        using var image = new Image<Rgba32>(20, 10, new Rgba32(200, 100, 50));
        string bitmap = _documents.NewPath("bmp"), output = _documents.NewPath("png");
        image.SaveAsBmp(bitmap, new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel32 });
        EngineReply reply = await _engine.Render(bitmap, DocumentKind.Bmp, output);
        Assert.True(reply.Rendered is not null, reply.Error?.Message);
        using var rendered = Image.Load<Rgb24>(output);
        Assert.Equal(new Rgb24(200, 100, 50), rendered[10, 5]);
    }

    [Fact]
    public async Task A_bitmap_with_a_JPEG_inside_is_refused_by_its_true_name_with_what_to_do()
    {
        string file = _documents.File("bmp", new BitmapTestFile(Version3, 24, BitmapTestFile.JpegInside).Write(Page()));
        EngineReply reply = await _engine.Recognize(file, DocumentKind.Bmp);
        Assert.Equal(EngineErrorCodes.UnsupportedFormat, reply.Error?.Code);
        Assert.Contains("Save it as PNG", reply.Error!.Message);
    }

    [Theory]
    [InlineData(8, BitmapTestFile.Rle8, 0.1)]
    [InlineData(8, BitmapTestFile.Rle8, 0.6)]
    [InlineData(16, 0, 0.6)]
    [InlineData(32, BitmapTestFile.BitFields, 0.9)]
    public async Task A_truncated_bitmap_is_damaged(int bits, int compression, double share)
    {
        byte[] whole = new BitmapTestFile(Version3, bits, compression).Write(Page());
        EngineReply reply = await _engine.Recognize(_documents.File("bmp", whole.AsSpan(0, (int)(share * whole.Length))), DocumentKind.Bmp);
        Assert.Equal(EngineErrorCodes.DamagedFile, reply.Error?.Code);
    }

    [Theory]
    [InlineData(4, 60_000, EngineErrorCodes.PageTooLarge)]
    [InlineData(8, 60_000, EngineErrorCodes.PageTooLarge)]
    [InlineData(4, 0, EngineErrorCodes.DamagedFile)]
    [InlineData(8, int.MinValue, EngineErrorCodes.PageTooLarge)]
    public async Task A_compressed_bitmap_is_refused_by_its_declared_size_before_it_is_decoded(int at, int size, string code)
    {
        byte[] file = new BitmapTestFile(Version3, 8, BitmapTestFile.Rle8).Write(new GrayImage(8, 8, new byte[64], 0, 0));
        BitConverter.TryWriteBytes(file.AsSpan(FileHeader + at), size);
        Assert.Equal(code, (await _engine.Recognize(_documents.File("bmp", file), DocumentKind.Bmp)).Error?.Code);
    }

    private GrayImage Page() => _documents.DrawGray(_documents.Pdf(new PdfTestPage { Height = 200 }
        .Text(72, 150, 14, Prose[0]).Text(72, 130, 14, Prose[1]).Text(72, 110, 14, Prose[2])));

    private async Task<RecognizedPage> AssertRead(byte[] content)
    {
        string file = _documents.File("dat", content);
        Assert.Equal(new DocumentInspection(DocumentKind.Bmp, 1), (await _engine.Inspect(file)).Inspection);
        RecognizedPage page = await _engine.Page(file, DocumentKind.Bmp);
        Assert.Equal(string.Join('\n', Prose), page.Text());
        return page;
    }
}
