using System.Security.Cryptography;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Onnx;

/// <summary>The files of a line recognizer.</summary>
/// <param name="Model">Path of the network.</param>
/// <param name="Characters">Path of its characters, one a line.</param>
/// <param name="Identity">Name and hash of the network, which results state.</param>
internal sealed record RecognizerFiles(string Model, string Characters, RecognitionModel Identity)
{
    /// <summary>The recognizer of PaddleOCR's PP-OCRv4 for mobile devices.</summary>
    private const string DefaultModel = "ch_PP-OCRv4_rec_infer.onnx", DefaultCharacters = "ppocr_keys_v1.txt",
        ModelSha256 = "06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0",
        CharactersSha256 = "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7";

    /// <summary>The detector of the same family.</summary>
    private const string DetectorModel = "ch_PP-OCRv4_det_infer.onnx",
        DetectorSha256 = "30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff";

    /// <summary>Name of the default recognizer in results.</summary>
    public const string DefaultName = "PP-OCRv4";

    /// <summary>Finds the files that the settings name.</summary>
    /// <param name="settings">Which recognizer.</param>
    /// <param name="problem">Why there are none: a sentence.</param>
    public static RecognizerFiles? Find(SecondReaderSettings settings, out string? problem)
    {
        problem = null;
        bool isDefault = settings.Model.Length == 0;
        (string model, string characters) = isDefault
            ? (Path.Combine(settings.Folder, DefaultModel), Path.Combine(settings.Folder, DefaultCharacters))
            : (settings.Model, settings.Characters);
        if (new[] { model, characters }.FirstOrDefault(path => !File.Exists(path)) is { } missing)
        {
            problem = isDefault
                ? $"Its model is not installed: {Path.GetFileName(missing)} is not in the recognizers' folder."
                : $"Its file {missing} does not exist.";
            return null;
        }

        string hash = Sha256(model);
        if (isDefault && (hash != ModelSha256 || Sha256(characters) != CharactersSha256))
        {
            problem = "Its model in the recognizers' folder is damaged or of another version: its SHA-256 is not the expected one.";
            return null;
        }

        string name = isDefault ? DefaultName : Path.GetFileNameWithoutExtension(model);
        return new RecognizerFiles(model, characters, new RecognitionModel(name, Version: null, hash));
    }

    /// <summary>Path of the text detector; null if it is missing or another one.</summary>
    public static string? FindDetector(SecondReaderSettings settings)
    {
        string path = Path.Combine(settings.Folder, DetectorModel);
        return File.Exists(path) && Sha256(path) == DetectorSha256 ? path : null;
    }

    private static string Sha256(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
