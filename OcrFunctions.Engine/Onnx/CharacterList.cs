using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Onnx;

/// <summary>
/// The characters that a CTC recognizer's classes stand for. Class 0 is blank; the others follow in the order of the file.
/// </summary>
internal sealed class CharacterList
{
    private readonly string[] _characters;
    private readonly HashSet<string> _known;

    private CharacterList(string[] characters) =>
        (_characters, _known) = (characters, new HashSet<string>(characters, StringComparer.Ordinal));

    /// <summary>Number of classes, blank included.</summary>
    public int Classes => _characters.Length + 1;

    /// <param name="index">A class from 1.</param>
    public string this[int index] => _characters[index - 1];

    public bool Contains(string character) => _known.Contains(character);

    /// <summary>Reads a file with one character a line.</summary>
    /// <param name="path">Of the file, UTF-8.</param>
    /// <param name="classes">
    /// Classes of the model: one more than the lines, or two more where the model knows the space, which some lists omit.
    /// </param>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.EngineFailed"/> for a list of another model.</exception>
    public static CharacterList Read(string path, int classes)
    {
        string[] lines = File.ReadAllText(path).Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        // The last line may or may not end in a line feed; a space is a character, an empty line is none.
        if (lines is [.., ""])
            lines = lines[..^1];
        if (classes == lines.Length + 2)
            lines = [.. lines, " "];
        return classes == lines.Length + 1
            ? new CharacterList(lines)
            : throw new EngineException(
                EngineErrorCodes.EngineFailed,
                $"The recognizer has {classes} classes, and {Path.GetFileName(path)} has {lines.Length} characters: they do not belong "
                    + "together.");
    }
}
