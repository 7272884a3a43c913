namespace OcrFunctions.Engine.Ocr;

/// <summary>What a line recognizer read.</summary>
/// <param name="Characters">From left to right, spaces included.</param>
internal sealed record LineReading(IReadOnlyList<RecognizedCharacter> Characters)
{
    public static LineReading Empty { get; } = new([]);

    public string Text => string.Concat(Characters.Select(character => character.Text));

    /// <summary>Lowest probability of a character other than a space, 0 to 1; 0 for nothing.</summary>
    public double LowestProbability =>
        Characters.Where(character => character.Text != " ").Select(character => character.Probability).DefaultIfEmpty().Min();

    /// <summary>Mean probability of the characters, 0 to 1; 0 for nothing.</summary>
    public double MeanProbability => Characters.Select(character => character.Probability).DefaultIfEmpty().Average();
}

/// <param name="Text">One character of the recognizer's list.</param>
/// <param name="Probability">The highest of the steps in which it was seen, 0 to 1.</param>
/// <param name="X">Its middle, in pixels of the image from which the line was cut.</param>
internal readonly record struct RecognizedCharacter(string Text, double Probability, double X);
