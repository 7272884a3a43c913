using System.Globalization;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>
/// One scan in three PDFs: rotated and skewed in its pixels, by the matrix that places it, and by the page's /Rotate. The text is the same,
/// and words are where they were set, rotated as the page shows them.
/// </summary>
public sealed class EngineTurnedScanTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const double Near = 3, PointsPerInch = 72, Skew = 4;

    private static readonly string[] Lines =
    [
        "The harbour master counted every vessel", "that anchored below the lighthouse tonight", "and wrote their numbers into his ledger",
        "Seven strangers carried lanterns along", "the breakwater towards the western pier", "where fishermen mended their heavy nets",
    ];

    /// <summary>Ten words that occur once.</summary>
    private static readonly string[] Words =
        ["harbour", "counted", "anchored", "lighthouse", "numbers", "ledger", "strangers", "lanterns", "breakwater", "fishermen"];

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Fact]
    public async Task Rotation_and_skew_of_the_image_the_matrix_or_the_page_give_the_same_text_at_the_same_positions()
    {
        // The upright page of text is the reference: poppler knows where its words were set.
        PdfTestPage set = new();
        for (int i = 0; i < Lines.Length; i++)
            set.Text(90, 640 - 40 * i, 18, Lines[i]);
        string upright = _documents.Pdf(set);
        RecognizedPage truth = await _engine.Page(upright, DocumentKind.Pdf);
        GrayImage scan = _documents.DrawGray(upright, 200, 200);

        // Each rotates the sheet by 90 degrees clockwise and by the skew about its center, as seen in a viewer.
        (string Name, PdfTestPage Page, double Degrees)[] pages =
        [
            ("image", Placed(_documents.DrawGray(_documents.Pdf(Turned(set, 90 + Skew)), 200, 200), 842, 595), 90 + Skew),
            ("matrix", ByMatrix(scan, 90 + Skew), 90 + Skew),
            ("rotate", ByRotate(scan), 90 + Skew),
        ];
        foreach ((string name, PdfTestPage page, double degrees) in pages)
        {
            RecognizedPage read = await _engine.Page(_documents.Pdf(page), DocumentKind.Pdf, mode: TextMode.Auto);
            Assert.True(string.Join('\n', Lines) == read.Text(), $"{name}: {read.Text()}");
            Assert.Equal(842 / PointsPerInch, read.Width, 0.02);
            foreach (string word in Words)
                AssertAt(name, truth.Word(word).Polygon, read.Word(word).Polygon, degrees);
        }
    }

    /// <summary>Compares the center of a word, which is unaffected by rounding of corners.</summary>
    private static void AssertAt(string name, IReadOnlyList<double> set, IReadOnlyList<double> read, double degrees)
    {
        (double x, double y) = Middle(set);
        double angle = degrees * Math.PI / 180, dx = x - 595.0 / 2, dy = y - 842.0 / 2;
        double wantedX = 842.0 / 2 + dx * Math.Cos(angle) - dy * Math.Sin(angle),
            wantedY = 595.0 / 2 + dx * Math.Sin(angle) + dy * Math.Cos(angle);
        (double foundX, double foundY) = Middle(read);
        Assert.True(Math.Abs(wantedX - foundX) <= Near && Math.Abs(wantedY - foundY) <= Near,
            $"{name}: ({wantedX:0.0}, {wantedY:0.0}) wanted, ({foundX:0.0}, {foundY:0.0}) found");
    }

    private static (double X, double Y) Middle(IReadOnlyList<double> polygon) => (
        (polygon[0] + polygon[2] + polygon[4] + polygon[6]) / 4 * PointsPerInch,
        (polygon[1] + polygon[3] + polygon[5] + polygon[7]) / 4 * PointsPerInch);

    /// <summary>The same content on a sideways sheet, rotated clockwise about its center.</summary>
    private static PdfTestPage Turned(PdfTestPage page, double degrees) =>
        new PdfTestPage { Width = 842, Height = 595 }.Draw($"q {Turn(degrees, 842, 595, 595, 842)} cm").Draw(page.Content).Draw("Q");

    private static PdfTestPage Placed(GrayImage scan, double width, double height) =>
        new PdfTestPage { Width = width, Height = height }.Image(PdfTestPage.ImageOf(scan), 0, 0, width, height);

    private static PdfTestPage ByMatrix(GrayImage scan, double degrees)
    {
        var page = new PdfTestPage { Width = 842, Height = 595 };
        page.Images.Add(PdfTestPage.ImageOf(scan));
        return page.Draw($"q {Turn(degrees, 842, 595, 595, 842)} cm 595 0 0 842 0 0 cm /I1 Do Q");
    }

    /// <summary>The page is rotated by 90 degrees, and the skew is in the matrix.</summary>
    private static PdfTestPage ByRotate(GrayImage scan)
    {
        var page = new PdfTestPage { Rotate = 90 };
        page.Images.Add(PdfTestPage.ImageOf(scan));
        return page.Draw($"q {Turn(Skew, 595, 842, 595, 842)} cm 595 0 0 842 0 0 cm /I1 Do Q");
    }

    /// <summary>A matrix that moves a sheet's center to another sheet's and rotates clockwise about it; PDF's y axis points up.</summary>
    private static string Turn(double degrees, double width, double height, double fromWidth, double fromHeight)
    {
        double a = degrees * Math.PI / 180, cos = Math.Cos(a), sin = Math.Sin(a);
        double x = width / 2 - cos * fromWidth / 2 - sin * fromHeight / 2, y = height / 2 + sin * fromWidth / 2 - cos * fromHeight / 2;
        return string.Create(CultureInfo.InvariantCulture,
            $"{cos:0.########} {-sin:0.########} {sin:0.########} {cos:0.########} {x:0.####} {y:0.####}");
    }
}
