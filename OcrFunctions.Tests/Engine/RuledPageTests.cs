using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>
/// Pages with rules and shading are read without a drawing of them, as long as it is certain that nothing hides text or is text.
/// </summary>
public sealed class RuledPageTests : IDisposable
{
    /// <summary>A table of two rows and three columns below the first line of the page, drawn as whole lines.</summary>
    private const string Grid = "1 w 72 720 m 372 720 l S 72 704 m 372 704 l S 72 688 m 372 688 l S "
        + "72 720 m 72 688 l S 172 720 m 172 688 l S 272 720 m 272 688 l S 372 720 m 372 688 l S";

    private const string Entry = "BT /F1 10 Tf 76 708 Td (lanterns) Tj ET";

    private readonly TestDocuments _documents = new();

    [Theory]
    [InlineData("a grid", Grid)]
    [InlineData("cells with a frame each",
        "72 704 100 16 re S 172 704 100 16 re S 272 704 100 16 re S 72 688 100 16 re S 172 688 100 16 re S")]
    [InlineData("the sides of each cell", "72 704 m 122 704 l S 122 704 m 172 704 l S 72 688 m 122 688 l S 122 688 m 172 688 l S "
        + "72 704 m 72 688 l S 122 704 m 122 688 l S 172 704 m 172 688 l S")]
    [InlineData("lines as filled rectangles", "72 720 300 0.5 re 72 704 300 0.5 re 72 688 300 0.5 re f")]
    [InlineData("shaded rows", "0.9 g 72 704 300 16 re f 0.8 0.9 1 rg 72 688 300 16 re f 0 g " + Entry)]
    [InlineData("cells of one shaded row", "0.9 g 72 704 20 16 re f 92 704 20 16 re f 112 704 90 16 re f 0 g " + Entry)]
    [InlineData("a dark head on white paper", "1 g 0 0 595 730 re f 0 0 0.4 rg 72 704 300 16 re f 1 g " + Entry)]
    [InlineData("a row of CMYK", "0 0.8 1 0 k 72 704 300 16 re f 0 g " + Entry)]
    [InlineData("an outline instead of a rectangle", "0.9 g 72 704 m 372 704 l 372 720 l 72 720 l h f 0 g " + Entry)]
    [InlineData("a line below a word", Entry + " 0.5 w 76 706 m 114 706 l S")]
    [InlineData("a line through a word", Entry + " 0.5 w 76 711 m 114 711 l S")]
    [InlineData("a double line", "72 700 m 172 700 l S 72 697 m 172 697 l S")]
    [InlineData("a fraction bar", "0.4 w 300 700 m 304 700 l S")]
    [InlineData("a clip around the text", "q 70 700 310 30 re W n " + Entry + " Q")]
    [InlineData("another system of coordinates", "q 0.1 0 0 0.1 0 0 cm 10 w 720 7040 m 3720 7040 l S Q")]
    public void A_table_s_rules_need_no_drawing(string what, string operators)
    {
        PageSketch sketch = Sketch(operators);
        Assert.True(sketch is { ShowsAllText: true, IsTextOnly: true }, $"{what}: {sketch.ShowsAllText}, {sketch.IsTextOnly}");
    }

    [Theory]
    [InlineData("letters of strokes", "2 w 72 700 m 72 680 l S 72 699 m 82 699 l S 72 690 m 80 690 l S")]
    [InlineData("letters as high as four lines", "2 w 72 700 m 72 640 l S 112 700 m 112 640 l S 72 670 m 112 670 l S")]
    [InlineData("letters of filled rectangles", "72 660 8 40 re f 80 660 16 8 re f 80 692 16 8 re f")]
    [InlineData("letters of pixels", "72 700 2 2 re 74 702 2 2 re 76 704 2 2 re f")]
    [InlineData("letters of dots", "0.5 w 72 700 m 72.5 700 l S 74 700 m 74.5 700 l S 76 700 m 76.5 700 l S 76 702 m 76.5 702 l S")]
    [InlineData("letters of rows of pixels", "0.5 w 72 700 m 92 700 l S 72 699.5 m 84 699.5 l S 72 699 m 92 699 l S")]
    [InlineData("letters on a rule", Grid + " 92 688 m 92 700 l S 92 688 m 98 688 l S")]
    [InlineData("letters without rungs on a rule", Grid + " 92 688 m 92 700 l S")]
    [InlineData("letters that touch", "72 700 m 172 700 l S 72 720 m 172 720 l S 72 720 m 72 712 l S 92 700 m 92 708 l S")]
    [InlineData("white letters on a dark bar", "0 g 72 690 300 30 re f 1 g 80 695 3 20 re f 83 695 10 3 re f")]
    [InlineData("bars", "72 690 2 30 re f 76 690 1 30 re f 79 690 3 30 re f")]
    [InlineData("boxes to tick", "72 690 9 9 re S")]
    [InlineData("a curve", "72 690 m 90 720 120 720 140 690 c S")]
    [InlineData("a slanted line", "72 690 m 172 720 l S")]
    [InlineData("a dashed line", "[3 2] 0 d 72 690 m 372 690 l S")]
    [InlineData("half-transparent paint", "/Half gs 72 690 300 1 re f")]
    [InlineData("a frame of two outlines", "72 640 300 60 re 82 650 280 40 re f*")]
    public void What_could_be_text_is_searched_for_in_a_drawing(string what, string operators)
    {
        PageSketch sketch = Sketch("q " + operators + " Q");
        Assert.True(sketch is { ShowsAllText: true, IsTextOnly: false }, $"{what}: {sketch.ShowsAllText}, {sketch.IsTextOnly}");
    }

    [Theory]
    [InlineData("a box over it", Entry + " 0.9 g 72 704 300 16 re f")]
    [InlineData("a box over a part of it", Entry + " 0.9 g 72 704 12 16 re f")]
    [InlineData("a thick line", Entry + " 8 w 72 711 m 372 711 l S")]
    [InlineData("many thin lines", Entry + " 1 w 72 709 m 372 709 l S 72 710 m 372 710 l S 72 711 m 372 711 l S 72 712 m 372 712 l S")]
    [InlineData("its own color below it", "0.2 0.3 0.4 rg 72 704 300 16 re f " + Entry)]
    [InlineData("almost its own color below it", "0.2 0.3 0.4 rg 72 704 300 16 re f 0.3 0.3 0.4 rg " + Entry)]
    [InlineData("half of it on its own color", "0 g 72 704 20 16 re f " + Entry)]
    [InlineData("a color that is not known below it", "/Spot cs 0.1 scn 72 704 300 16 re f 0 g " + Entry)]
    [InlineData("a color of its own that is not known", "0.9 g 72 704 300 16 re f /Spot cs 1 scn " + Entry)]
    [InlineData("a pattern below it", "/Pattern cs /P1 scn 72 704 300 16 re f 0 g " + Entry)]
    [InlineData("a curve around it", "72 690 m 90 740 120 740 140 690 c f 1 g " + Entry)]
    [InlineData("half-transparent paint", "/Half gs " + Entry)]
    [InlineData("a clip that cuts it", "80 700 310 30 re W n " + Entry)]
    [InlineData("a clip that is not upright", "72 690 m 372 690 l 200 800 l W n " + Entry)]
    [InlineData("text as a clip", "BT 4 Tr /F1 10 Tf 76 708 Td (lanterns) Tj ET 72 704 300 16 re f")]
    [InlineData("a shading", Entry + " /S1 sh")]
    public void Text_that_could_be_hidden_is_compared_with_a_drawing(string what, string operators) =>
        Assert.False(Sketch("q " + operators + " Q").ShowsAllText, what);

    public void Dispose() => _documents.Dispose();

    private PageSketch Sketch(string operators)
    {
        var page = new PdfTestPage
        {
            Resources = "/ColorSpace << /Spot [/Separation /Gold /DeviceGray << /FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [0] >>] >> "
                + "/Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceGray /Coords [60 0 360 0] /Extend [true true] "
                + "/Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0] /C1 [1] >> >> >> "
                + "/Pattern << /P1 << /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceGray /Coords [60 0 360 0] "
                + "/Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0] /C1 [1] >> >> >> >>",
        };
        using var sketches = new PdfSketches();
        return sketches.Of(_documents.Pdf(page.Text(72, 740, 14, "The lighthouse keeper counted every ship").Draw(operators)), 1, 1)
            ?? throw new InvalidOperationException("There is no sketch of the page.");
    }
}
