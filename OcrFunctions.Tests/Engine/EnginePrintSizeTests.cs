using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Print of any size in pixels.</summary>
public sealed class EnginePrintSizeTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static readonly string[] Prose = TestProse.Three;

    [Theory]
    [InlineData(60)]
    [InlineData(72)]
    [InlineData(100)]
    [InlineData(600)]
    public async Task Text_is_read_at_any_resolution_and_measured_in_the_images_own_pixels(int dpi)
    {
        RecognizedPage page =
            await fixture.Engine.Page(fixture.Documents.Draw(fixture.Documents.Pdf(PdfTestPage.OfProse(Prose)), "png", dpi),
                DocumentKind.Png);
        Assert.Equal(string.Join('\n', Prose), page.Text());
        Assert.Equal((Math.Ceiling(595 * dpi / 72.0), Math.Ceiling(842 * dpi / 72.0)), (page.Width, page.Height));
        (double left, _, _, double bottom) = page.Word("harbour").Polygon.Box();
        Assert.Equal(101 * dpi / 72.0, left, 4 * dpi / 72.0);
        Assert.Equal((842 - 740) * dpi / 72.0, bottom, 2 * dpi / 72.0 + 1);
        if (dpi >= 70)
            Assert.Equal(dpi, page.DpiUsed);
    }
}
