using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace OcrFunctions.Tests.Engine;

/// <summary>Photos of pages that are sideways or mirrored in the file, and upright in every viewer.</summary>
public sealed class EngineExifTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    /// <param name="orientation">EXIF's number.</param>
    /// <param name="matrix">PDF matrix that places the upright page of 595 by 842 as it is stored in the file.</param>
    /// <param name="sideways">Whether the file is wider than high.</param>
    [Theory]
    [InlineData(1, "1 0 0 1 0 0", false)]
    [InlineData(2, "-1 0 0 1 595 0", false)]
    [InlineData(3, "-1 0 0 -1 595 842", false)]
    [InlineData(4, "1 0 0 -1 0 842", false)]
    [InlineData(5, "0 -1 -1 0 842 595", true)]
    [InlineData(6, "0 1 -1 0 842 0", true)]
    [InlineData(7, "0 1 1 0 0 0", true)]
    [InlineData(8, "0 -1 1 0 0 595", true)]
    public async Task A_photo_is_read_and_measured_as_a_viewer_shows_it(byte orientation, string matrix, bool sideways)
    {
        PdfTestPage page = new PdfTestPage { Width = sideways ? 842 : 595, Height = sideways ? 595 : 842 }
            .Draw($"q {matrix} cm").Text(100, 700, 20, "Harbour master").Text(100, 660, 20, "and lighthouse").Draw("Q");
        byte[] jpeg =
            await File.ReadAllBytesAsync(fixture.Documents.Draw(fixture.Documents.Pdf(page), "jpeg", dpi: 144),
                TestContext.Current.CancellationToken);
        string photo = fixture.Documents.File("jpg", ExifTestFile.WithOrientation(jpeg, orientation, little: orientation % 2 == 0));

        RecognizedPage read = await fixture.Engine.Page(photo, DocumentKind.Jpeg);
        Assert.Equal("Harbour master\nand lighthouse", read.Text());
        Assert.Equal((1190, 1684), (read.Width, read.Height));
        (double left, _, _, double bottom) = read.Word("Harbour").Polygon.Box();
        Assert.Equal(200, left, 6.0);
        Assert.Equal((842 - 700) * 2, bottom, 6.0);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(6, false)]
    [InlineData(6, true)]
    public async Task A_PNG_is_turned_by_its_EXIF_orientation_wherever_that_stands(byte orientation, bool atEnd)
    {
        byte[] png = await File.ReadAllBytesAsync(Turned(orientation, "png"), TestContext.Current.CancellationToken);
        byte[] turned = PngTestFile.With(png, "eXIf", ExifTestFile.Tiff(orientation, little: atEnd), atEnd);
        await AssertUpright(fixture.Documents.File("png", turned), DocumentKind.Png);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public async Task A_WebP_is_turned_by_its_EXIF_orientation(byte orientation)
    {
        using var image = Image.Load<L8>(Turned(orientation, "png"));
        image.Metadata.ExifProfile = new ExifProfile();
        image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, (ushort)orientation);
        string webp = fixture.Documents.NewPath("webp");
        await image.SaveAsWebpAsync(webp, TestContext.Current.CancellationToken);
        await AssertUpright(webp, DocumentKind.WebP);
    }

    [Fact]
    public async Task A_damaged_EXIF_segment_is_ignored()
    {
        PdfTestPage page = PdfTestPage.OfProse("Harbour master");
        byte[] jpeg =
            await File.ReadAllBytesAsync(fixture.Documents.Draw(fixture.Documents.Pdf(page), "jpeg"),
                TestContext.Current.CancellationToken);
        byte[] torn = ExifTestFile.WithOrientation(jpeg, 6, little: true);
        // The directory's offset points far behind the segment.
        torn[16] = 0xFF;
        torn[17] = 0xFF;
        Assert.Equal("Harbour master", (await fixture.Engine.Page(fixture.Documents.File("jpg", torn), DocumentKind.Jpeg)).Text());
    }

    /// <summary>A page that is upright once it is turned by an orientation of 3 or 6.</summary>
    private string Turned(byte orientation, string format)
    {
        PdfTestPage page = orientation == 6
            ? new PdfTestPage { Width = 842, Height = 595 }.Draw("q 0 1 -1 0 842 0 cm")
            : new PdfTestPage().Draw("q -1 0 0 -1 595 842 cm");
        page.Text(100, 700, 20, "Harbour master").Text(100, 660, 20, "and lighthouse").Draw("Q");
        return fixture.Documents.Draw(fixture.Documents.Pdf(page), format, dpi: 144);
    }

    private async Task AssertUpright(string file, DocumentKind kind)
    {
        RecognizedPage read = await fixture.Engine.Page(file, kind);
        Assert.Equal("Harbour master\nand lighthouse", read.Text());
        Assert.Equal((1190, 1684), (read.Width, read.Height));
        // Not turned once more by the detection of orientations.
        Assert.Equal(0, read.Orientation?.Degrees ?? 0);
    }
}
