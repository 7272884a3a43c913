namespace OcrFunctions.Engine.Languages;

/// <summary>Where language models are looked for.</summary>
internal static class ModelFolders
{
    private static readonly string[] OfTheSystem =
    [
        "/usr/share/tesseract-ocr/5/tessdata",
        "/usr/local/share/tessdata",
        "/usr/share/tessdata",
        "/usr/share/tesseract/tessdata",
        "/opt/homebrew/share/tessdata",
        @"C:\Program Files\Tesseract-OCR\tessdata",
    ];

    private static string? Own => Environment.GetEnvironmentVariable("OCRFUNCTIONS_TESSDATA");

    /// <summary>Whether a model's file lies in the product's own folder.</summary>
    public static bool IsOwn(string file) =>
        Own is { Length: > 0 } own && Path.GetFullPath(file).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(own)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Existing folders: the product's own (<c>OCRFUNCTIONS_TESSDATA</c>), the user's (<c>TESSDATA_PREFIX</c>), the system's.</summary>
    public static IReadOnlyList<string> InOrder()
    {
        string? own = Own;
        string? prefix = Environment.GetEnvironmentVariable("TESSDATA_PREFIX");
        var folders = new List<string>();
        if (!string.IsNullOrEmpty(own))
            folders.Add(own);
        // Some set the prefix to the folder itself, some (as Tesseract 4 wanted it) to the folder above.
        if (!string.IsNullOrEmpty(prefix))
            folders.AddRange([prefix, Path.Combine(prefix, "tessdata")]);
        folders.AddRange(OfTheSystem);
        return [.. folders.Where(Directory.Exists).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];
    }
}
