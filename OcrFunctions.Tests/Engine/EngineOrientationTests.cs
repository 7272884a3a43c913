using System.Globalization;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Rotated or skewed pages, with the rotation in the pixels.</summary>
public sealed class EngineOrientationTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const int Dpi = 150;
    private const double DotsPerPoint = Dpi / 72.0;

    private static readonly string[] Prose =
    [
        "The harbour master wrote every arrival into a long book,",
        "with the name of the ship, her cargo and her captain.",
        "Nobody had asked him for this record in twenty years,",
        "and yet the lighthouse keeper came to read it on Sundays.",
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task A_rotated_page_is_read_upright(int clockwise)
    {
        RecognizedPage page = await Read(clockwise);
        Assert.Equal(string.Join('\n', Prose), page.Text());
        int back = (360 - clockwise) % 360;
        Assert.Equal((back, back != 0, 0), (page.Orientation!.Degrees, page.Orientation.Applied, page.Skew));
        Assert.Empty(page.Warnings);
        AssertPlaces(page, clockwise);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-7)]
    [InlineData(14)]
    [InlineData(182)]
    [InlineData(95)]
    public async Task A_skewed_page_is_deskewed_and_its_words_keep_their_positions(double clockwise)
    {
        RecognizedPage page = await Read(clockwise);
        Assert.Equal(string.Join('\n', Prose), page.Text());
        double left = page.Orientation!.Degrees + page.Skew + clockwise;
        Assert.Equal(0, left - 360 * Math.Round(left / 360), 0.3);
        AssertPlaces(page, clockwise);
    }

    [Fact]
    public async Task An_upright_page_is_recognized_once()
    {
        RecognizedPage page = await Read(0);
        RecognitionPass only = Assert.Single(page.Passes);
        Assert.Equal(("first", true), (only.Name, only.Kept));
        Assert.Null(page.Orientation!.Confidence);
    }

    [Fact]
    public async Task The_transform_leads_from_the_recognized_image_to_the_page()
    {
        RecognizedPage page = await Read(180);
        Assert.Equal(6, page.ImageTransform!.Count);
        // Upside down: the recognized image's origin is at the page's opposite corner.
        Assert.Equal((page.Width, page.Height), (page.ImageTransform[2], page.ImageTransform[5]));
        Assert.True(page.ImageTransform[0] < 0 && page.ImageTransform[4] < 0);
    }

    [Fact]
    public async Task A_picture_without_text_is_not_rotated()
    {
        var picture = new PdfTestPage();
        for (int i = 0; i < 12; i++)
            picture.Draw(
                string.Create(CultureInfo.InvariantCulture, $"0.{i % 8 + 1} g {60 + 40 * i} {100 + 13 * i} {25 + i} {500 - 20 * i} re f"));
        RecognizedPage page =
            await fixture.Engine.Page(fixture.Documents.Draw(fixture.Documents.Pdf(picture), "png", Dpi), DocumentKind.Png);
        Assert.Equal((0, false), (page.Orientation!.Degrees, page.Orientation.Applied));
    }

    /// <summary>A page of prose, rotated about its center, as a gray image.</summary>
    private async Task<RecognizedPage> Read(double clockwise)
    {
        double radians = -clockwise * Math.PI / 180, c = Math.Cos(radians), s = Math.Sin(radians);
        var page = new PdfTestPage { Width = 842, Height = 842 };
        page.Draw(string.Create(CultureInfo.InvariantCulture,
            $"q {c:0.######} {s:0.######} {-s:0.######} {c:0.######} {421 - 421 * c + 421 * s:0.###} {421 - 421 * s - 421 * c:0.###} cm"));
        for (int i = 0; i < Prose.Length; i++)
            page.Text(200, 560 - 30 * i, 16, Prose[i]);
        page.Draw("Q");
        return await fixture.Engine.Page(fixture.Documents.Draw(fixture.Documents.Pdf(page), "png", Dpi), DocumentKind.Png);
    }

    /// <summary>The first and the last line begin where they were set: the bottom left corner of their first letter.</summary>
    private static void AssertPlaces(RecognizedPage page, double clockwise)
    {
        RecognizedLine[] lines = [.. page.Lines()];
        foreach (int i in new[] { 0, 3 })
        {
            double x = 200 - 421, y = 842 - (560 - 30 * i) - 421, radians = clockwise * Math.PI / 180;
            (double c, double s) = (Math.Cos(radians), Math.Sin(radians));
            IReadOnlyList<double> first = lines[i].Words[0].Polygon;
            Assert.Equal((421 + x * c - y * s) * DotsPerPoint, first[6], 3 * DotsPerPoint);
            Assert.Equal((421 + x * s + y * c) * DotsPerPoint, first[7], 3 * DotsPerPoint);
            // The bottom edge of a word follows its line.
            Assert.Equal(c, (first[4] - first[6]) / Math.Sqrt(Math.Pow(first[4] - first[6], 2) + Math.Pow(first[5] - first[7], 2)), 0.02);
        }
    }
}
