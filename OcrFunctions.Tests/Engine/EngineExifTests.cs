using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

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
}
