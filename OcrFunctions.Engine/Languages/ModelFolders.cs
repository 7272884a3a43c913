namespace OcrFunctions.Engine.Languages;

/// <summary>Folders that are searched for language models.</summary>
internal static class ModelFolders
{
    private static readonly string[] SystemFolders =
    [
        "/usr/share/tesseract-ocr/5/tessdata",
        "/usr/local/share/tessdata",
        "/usr/share/tessdata",
        "/usr/share/tesseract/tessdata",
        "/opt/homebrew/share/tessdata",
        @"C:\Program Files\Tesseract-OCR\tessdata",
    ];

    private static string? Own => Environment.GetEnvironmentVariable("OCRFUNCTIONS_TESSDATA");

    /// <summary>Folder of Tesseract's best models in integer form, which are preferred where they are better; null for none.</summary>
    public static string? Best => Environment.GetEnvironmentVariable("OCRFUNCTIONS_BEST_TESSDATA") is { Length: > 0 } best
        && Directory.Exists(best) ? best : null;

    /// <summary>Whether a model's file is in the product's own folder.</summary>
    public static bool IsOwn(string file) =>
        Own is { Length: > 0 } own
            && Path.GetFullPath(file)
                .StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(own)) + Path.DirectorySeparatorChar,
                    StringComparison.Ordinal);

    /// <summary>
    /// Existing folders: the product's own (<c>OCRFUNCTIONS_TESSDATA</c>), the user's (<c>TESSDATA_PREFIX</c>), the system's.
    /// </summary>
    public static IReadOnlyList<string> InOrder()
    {
        string? own = Own;
        string? prefix = Environment.GetEnvironmentVariable("TESSDATA_PREFIX");
        var folders = new List<string>();
        if (!string.IsNullOrEmpty(own))
            folders.Add(own);
        // Some users set the prefix to the folder itself, some (as Tesseract 4 required) to its parent.
        if (!string.IsNullOrEmpty(prefix))
            folders.AddRange([prefix, Path.Combine(prefix, "tessdata")]);
        folders.AddRange(SystemFolders);
        return [.. folders.Where(Directory.Exists).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];
    }
}
