using System.Text;
using OcrFunctions.Engine.Languages;
using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>Models that models load by themselves, such as the vertical form of a script (<c>tessedit_load_sublangs</c>).</summary>
internal static class SubLanguages
{
    private const string Variable = "tessedit_load_sublangs";

    /// <returns>The codes and those that they load, as far as they are installed.</returns>
    public static IReadOnlyCollection<string> Of(IReadOnlyList<string> codes, ModelCatalog models)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(codes);
        while (waiting.TryDequeue(out string? code))
            if (models.Files.TryGetValue(code, out string? file) && found.Add(code))
                foreach (string sub in LoadedBy(file))
                    waiting.Enqueue(sub);
        return found;
    }

    private static string[] LoadedBy(string file)
    {
        try
        {
            string configuration = Encoding.UTF8.GetString(TraineddataFile.Read(file, TraineddataFile.LanguageConfiguration) ?? []);
            return [.. configuration.Split('\n')
                .Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words is [Variable, _, ..])
                .SelectMany(words => words[1].TrimEnd('\r').Split('+', StringSplitOptions.RemoveEmptyEntries))];
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // Tesseract itself says what is wrong with a model that is read.
            return [];
        }
    }
}
