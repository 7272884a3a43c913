namespace OcrFunctions.Tests.Fixtures;

/// <summary>Language models that the system's packages have installed.</summary>
internal static class InstalledModel
{
    private static readonly string[] Folders =
        ["/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata"];

    /// <summary>Whether a language's model is installed.</summary>
    public static bool Has(string code) => Folders.Any(folder => File.Exists(Path.Combine(folder, code + ".traineddata")));

    /// <summary>Path of a language's model.</summary>
    public static string Find(string code) => Folders.Select(folder => Path.Combine(folder, code + ".traineddata")).First(File.Exists);
}
