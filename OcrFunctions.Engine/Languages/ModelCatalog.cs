namespace OcrFunctions.Engine.Languages;

/// <summary>The language models on this machine. A model in an earlier folder hides one with the same code in a later one.</summary>
/// <param name="files">Path of each model's file by its code.</param>
internal sealed class ModelCatalog(IReadOnlyDictionary<string, string> files)
{
    private const string Extension = ".traineddata";

    /// <summary>Tesseract's auxiliary models, which are not languages: orientation and equations.</summary>
    private static readonly HashSet<string> AuxiliaryModels = ["osd", "equ"];

    /// <summary>Every model's file by its code, auxiliary models included.</summary>
    public IReadOnlyDictionary<string, string> Files { get; } = files;

    /// <summary>Language codes, sorted.</summary>
    public IReadOnlyList<string> Codes { get; } =
        [.. files.Keys.Where(code => !AuxiliaryModels.Contains(code)).Order(StringComparer.Ordinal)];

    /// <summary>
    /// Whether a missing language may be available as a package. An auxiliary model, such as <c>osd</c>, is not a language, and a code that
    /// differs from an installed one only in case needs no package.
    /// </summary>
    public bool CanBeInstalled(string code) =>
        !AuxiliaryModels.Contains(code) && !Codes.Contains(code, StringComparer.OrdinalIgnoreCase);

    /// <summary>Scans the folders as they are now: models may be added while the engine runs.</summary>
    public static ModelCatalog Read() => For([]);

    /// <summary>The same, with the models that are loaded for some languages together.</summary>
    public static ModelCatalog For(IReadOnlyCollection<string> codes)
    {
        ModelCatalog installed = Read(ModelFolders.InOrder());
        return ModelFolders.Best is { } best
            ? installed.With(Read([best]), codes.Count > 0 && ModelPreference.OfEnvironment().IsBest(codes))
            : installed;
    }

    public static ModelCatalog Read(IEnumerable<string> folders)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string folder in folders)
            foreach (string file in ModelsIn(folder))
                files.TryAdd(Path.GetRelativePath(folder, file)[..^Extension.Length].Replace('\\', '/'), file);
        return new ModelCatalog(files);
    }

    /// <summary>
    /// The models with the best ones of another catalog in the place of the system's. A model that the user added stays, and one without a
    /// fast form is taken in any case.
    /// </summary>
    private ModelCatalog With(ModelCatalog best, bool isPreferred)
    {
        var files = new Dictionary<string, string>(Files, StringComparer.Ordinal);
        foreach ((string code, string file) in best.Files)
            if (!files.TryGetValue(code, out string? known) || (isPreferred && !ModelFolders.IsOwn(known)))
                files[code] = file;
        return new ModelCatalog(files);
    }

    // Tesseract's own tree is one level deep: languages at the top, scripts in a subfolder.
    private static IEnumerable<string> ModelsIn(string folder) => new[] { folder, Path.Combine(folder, "script") }
        .Where(Directory.Exists)
        .SelectMany(one => Directory.EnumerateFiles(one, "*" + Extension));
}
