using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.SecondReading;

namespace OcrFunctions.Tests.Engine.SecondReading;

/// <summary>A line's text as words.</summary>
public sealed class SecondReaderLineTests
{
    [Theory]
    [InlineData("two words", "two|words", "two words")]
    [InlineData(" a  gap ", "a|gap", "a gap")]
    [InlineData("日本，", "日|本|，", "日本，")]
    [InlineData("共7.6本 Azure云", "共|7.6|本|Azure|云", "共7.6本 Azure云")]
    [InlineData("（full width）", "(full|width)", "(full width)")]
    public void Words_end_at_spaces_and_every_Chinese_character_is_one(string read, string words, string text)
    {
        OcrLine line = SecondReaderLine.Of(
            new BoundingBox(0, 0, 10 * read.Length, 20),
            new LineReading([.. read.Select((character, i) => new RecognizedCharacter(character.ToString(), 0.9, 10 * i + 5))]),
            new NullLineRecognizer());
        Assert.Equal((words, text), (string.Join('|', line.Words.Select(word => word.Text)), line.Text));
        Assert.Equal(line.Words.OrderBy(word => word.Box.Left), line.Words);
    }
}
