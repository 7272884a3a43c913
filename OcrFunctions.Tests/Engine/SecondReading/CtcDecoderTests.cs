using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Onnx;

namespace OcrFunctions.Tests.Engine.SecondReading;

/// <summary>From the probabilities of each step to text.</summary>
public sealed class CtcDecoderTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Runs_of_a_class_are_one_character_and_blanks_part_equal_ones()
    {
        LineReading reading = Decode([1, 1, 0, 1, 2, 2, 0]);
        Assert.Equal("aab", reading.Text);
        Assert.Equal([11, 13.5, 15], reading.Characters.Select(character => character.X));
    }

    [Fact]
    public void A_characters_probability_is_the_highest_of_its_run()
    {
        LineReading reading = CtcDecoder.Decode([0.4f, 0.5f, 0.1f, 0.1f, 0.8f, 0.1f], Characters(), 0, 1);
        Assert.Equal(0.8, reading.LowestProbability, 3);
    }

    [Fact]
    public void Logits_become_probabilities()
    {
        LineReading reading = CtcDecoder.Decode([0, 5, 0], Characters(), 0, 1);
        Assert.Equal(Math.Exp(5) / (Math.Exp(5) + 2), reading.LowestProbability, 3);
    }

    [Fact]
    public void A_space_that_the_list_omits_is_the_last_class()
    {
        File.WriteAllText(_file, "a\nb\n");
        Assert.Equal(" ", CharacterList.Read(_file, classes: 4)[3]);
    }

    public void Dispose() => File.Delete(_file);

    private LineReading Decode(int[] classes) =>
        CtcDecoder.Decode(
            [.. classes.SelectMany(best => Enumerable.Range(0, 3).Select(one => one == best ? 0.9f : 0.05f))], Characters(), 10, 1);

    private CharacterList Characters()
    {
        File.WriteAllText(_file, "a\nb\n");
        return CharacterList.Read(_file, classes: 3);
    }
}
