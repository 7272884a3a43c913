using OcrFunctions.Engine.Lifetime;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Languages;

/// <summary>
/// The one folder that Tesseract wants all its models in. Where the wanted models live in different folders it is a
/// temporary one of links; Tesseract reads its models while it is initialised, so dispose it right after that.
/// </summary>
internal sealed class DataPath : IDisposable
{
    private readonly Belonging<string>? _temporary;

    private DataPath(string folder) => Folder = folder;

    private DataPath(Belonging<string> temporary) => (_temporary, Folder) = (temporary, temporary.Value);

    public string Folder { get; }

    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.LanguageNotInstalled"/>.</exception>
    public static DataPath For(IReadOnlyList<string> codes, ModelCatalogue models)
    {
        string[] missing = [.. codes.Where(code => !models.Codes.Contains(code)).Distinct()];
        if (missing.Length > 0)
            throw NotInstalled(missing, models);

        string[] roots = [.. codes.Select(code => RootOf(code, models.Files[code])).Distinct()];
        return roots is [var one] ? new DataPath(one) : new DataPath(Belongings.Acquire(() => FolderOfLinks(models), Remove));
    }

    public void Dispose() => _temporary?.Dispose();

    private static string RootOf(string code, string file) => file[..^(code.Length + ".traineddata".Length + 1)];

    // All models, not just the wanted ones: a model may load another (the vertical form of its script) by itself.
    private static string FolderOfLinks(ModelCatalogue models)
    {
        string folder = Directory.CreateTempSubdirectory("ocrfunctions-tessdata-").FullName;
        foreach ((string code, string file) in models.Files)
        {
            string link = Path.Combine(folder, code + ".traineddata");
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, file);
        }

        return folder;
    }

    private static void Remove(string folder) => Directory.Delete(folder, recursive: true);

    private static EngineException NotInstalled(string[] missing, ModelCatalogue models)
    {
        string installed = models.Codes.Count == 0 ? "none" : string.Join(", ", models.Codes);
        return new EngineException(
            EngineErrorCodes.LanguageNotInstalled,
            $"No model is installed for {string.Join(", ", missing)}. Installed: {installed}. {HowToInstall(missing)}");
    }

    // Debian has chi_tra in tesseract-ocr-chi-tra; its packages of scripts are named by another list.
    private static string HowToInstall(string[] missing)
    {
        string[] packages = [.. missing.Where(code => !code.Contains('/')).Select(code => "tesseract-ocr-" + code.Replace('_', '-').ToLowerInvariant())];
        const string byHand = "put the .traineddata file into the tessdata folder";
        return packages.Length == 0
            ? $"To add one, {byHand}."
            : $"On Debian and Ubuntu: `apt-get install {string.Join(' ', packages)}`; elsewhere {byHand}.";
    }
}
