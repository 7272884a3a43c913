using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.ProcessLifetime;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Languages;

/// <summary>
/// The single folder in which Tesseract expects all its models. Where the requested models are in different folders it is a
/// temporary one of links; Tesseract reads its models during initialization, so dispose it right after that.
/// </summary>
internal sealed class TessdataPath : IDisposable
{
    private readonly ExitCleanupItem<string>? _temporary;

    private TessdataPath(string folder) => Folder = folder;

    private TessdataPath(ExitCleanupItem<string> temporary) => (_temporary, Folder) = (temporary, temporary.Value);

    public string Folder { get; }

    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.LanguageNotInstalled"/>.</exception>
    public static TessdataPath For(IReadOnlyList<string> codes, ModelCatalog models)
    {
        string[] missing = [.. codes.Where(code => !models.Codes.Contains(code)).Distinct()];
        if (missing.Length > 0)
            throw NotInstalled(missing, models);

        string[] roots = [.. codes.Select(code => RootOf(code, models.Files[code])).Distinct()];
        return roots is [var one] ? new TessdataPath(one) : new TessdataPath(ExitCleanup.Acquire(() => FolderOfLinks(models), Remove));
    }

    public void Dispose() => _temporary?.Dispose();

    private static string RootOf(string code, string file) => file[..^(code.Length + ".traineddata".Length + 1)];

    // All models, not just the requested ones: a model may load another (the vertical form of its script) by itself.
    private static string FolderOfLinks(ModelCatalog models)
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

    private static EngineException NotInstalled(string[] missing, ModelCatalog models)
    {
        string installed = models.Codes.Count == 0 ? "none" : string.Join(", ", models.Codes);
        return new EngineException(
            EngineErrorCodes.LanguageNotInstalled,
            $"No language with the code {string.Join(" or ", missing)} is installed. Installed: {installed}."
                + HowToInstall([.. missing.Where(models.CanBeInstalled)]));
    }

    // Debian packages chi_tra as tesseract-ocr-chi-tra; the names of its script packages come from another list.
    private static string HowToInstall(string[] missing)
    {
        if (missing.Length == 0)
            return "";
        string[] packages =
            [.. missing.Where(code => !code.Contains('/')).Select(code => "tesseract-ocr-" + code.Replace('_', '-').ToLowerInvariant())];
        const string byHand = "put the .traineddata file into the tessdata folder";
        return packages.Length == 0
            ? $" To add one, {byHand}."
            : $" On Debian and Ubuntu: `apt-get install {string.Join(' ', packages)}`; elsewhere {byHand}.";
    }
}
