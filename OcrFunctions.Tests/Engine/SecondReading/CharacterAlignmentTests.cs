using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.SecondReading;

namespace OcrFunctions.Tests.Engine.SecondReading;

/// <summary>What was read of a line, distributed over its words.</summary>
public sealed class CharacterAlignmentTests
{
    [Theory]
    [InlineData("the whole line", "the|whole|line")]
    [InlineData("thewholeline", "the|whole|line")]
    [InlineData("tho whoIe line", "tho|whoIe|line")]
    [InlineData("the line", "the||line")]
    [InlineData("the whole 2line", "the|whole|2line")]
    [InlineData("", "||")]
    public void Each_word_gets_the_characters_in_its_place(string read, string parts)
    {
        OcrWord[] words = [Word("the", 0), Word("whole", 4), Word("line", 10)];
        // The second recognizer's positions are rough: a third of a character to the right.
        string[] characters = [.. read.Select(character => character.ToString())];
        int[] places = [.. Places(read)];
        var reading = new LineReading([.. characters.Select((text, i) => new RecognizedCharacter(text, 1, 10 * places[i] + 8))]);
        Assert.Equal(parts, string.Join('|', CharacterAlignment.Distribute(words, reading).Select(part => part.Text)));
    }

    /// <summary>Where each character of a reading stands on a line that says "the whole line".</summary>
    private static IEnumerable<int> Places(string read)
    {
        bool isWithoutSpaces = !read.Contains(' '), isShort = read == "the line";
        for (int i = 0; i < read.Length; i++)
            yield return isWithoutSpaces ? i + (i < 3 ? 0 : i < 8 ? 1 : 2) : isShort && i > 3 ? i + 6 : Math.Min(i, 13);
    }

    private static OcrWord Word(string text, int at) => new(text, new BoundingBox(10 * at, 0, 10 * (at + text.Length), 20), 0.9);
}
