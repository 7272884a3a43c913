using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.SecondReading;

namespace OcrFunctions.Tests.Engine.SecondReading;

/// <summary>Reading order of lines that were detected one by one.</summary>
public sealed class DetectedLayoutTests
{
    [Fact]
    public void Nothing_detected_is_an_empty_page() => Assert.Empty(DetectedLayout.Of([]).Blocks);

    [Fact]
    public void A_heading_comes_before_two_columns_and_each_column_as_a_whole()
    {
        List<OcrLine> lines = [Line("heading", 100, 20, 500)];
        for (int i = 0; i < 4; i++)
            lines.AddRange([Line($"right{i}", 330, 100 + 30 * i, 200), Line($"left{i}", 50, 103 + 30 * i, 200)]);
        OcrResult result = DetectedLayout.Of(lines);
        Assert.Equal(["heading", "left0", "left1", "left2", "left3", "right0", "right1", "right2", "right3"], Texts(result));
        Assert.Equal(3, result.Blocks.Count);
    }

    [Fact]
    public void Cells_of_a_row_follow_each_other() => Assert.Equal(["item", "3", "7.50", "sum", "7.50"], Texts(DetectedLayout.Of(
    [
        Line("7.50", 400, 101, 40), Line("item", 50, 100, 80), Line("3", 300, 99, 10), Line("7.50", 400, 131, 40), Line("sum", 50, 130, 60),
    ])));

    [Fact]
    public void A_wide_gap_between_lines_begins_a_block() => Assert.Equal([2, 1], DetectedLayout.Of(
        [Line("one", 50, 100, 80), Line("two", 50, 130, 80), Line("three", 50, 200, 80)])
        .Blocks.Select(block => block.Paragraphs[0].Lines.Count));

    private static IEnumerable<string> Texts(OcrResult result) => result.Lines.Select(line => line.Text);

    private static OcrLine Line(string text, double left, double top, double width)
    {
        var box = new BoundingBox(left, top, left + width, top + 20);
        return new OcrLine(text, box, [new OcrWord(text, box, 0.9)]);
    }
}
