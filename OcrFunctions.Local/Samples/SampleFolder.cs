using OcrFunctions.Local.Reading;

namespace OcrFunctions.Local.Samples;

/// <summary>The documents of <c>samples/</c>: whatever lies there, and not what they are made from.</summary>
internal static class SampleFolder
{
    /// <summary>Beside a sample whose language is not the default, as <c>NAME.language</c>: Tesseract codes.</summary>
    private const string LanguageEnding = ".language";

    /// <summary>Null where the app does not lie in a clone of the repository.</summary>
    public static string? Path { get; } = Find();

    public static IReadOnlyList<Item> Items => Path is null ? [] : [.. ReadableFiles.In(Path).Where(item => !item.Name.Contains('/'))];

    /// <summary>The language that a sample is to be read in; null for the default.</summary>
    public static string? Language(Item sample)
    {
        string file = System.IO.Path.ChangeExtension(sample.Path, LanguageEnding);
        return File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } language ? language : null;
    }

    private static string? Find()
    {
        // From OcrFunctions.Local/bin/Release/net10.0 up to the repository.
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "OcrFunctions.sln")))
                return System.IO.Path.Combine(folder.FullName, "samples") is var samples && Directory.Exists(samples) ? samples : null;
        return null;
    }
}
