using OcrFunctions.Cli.Client.Api;
using OcrFunctions.Cli.Client.Files;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Cli.CommandLine.Commands;

/// <summary>The documents of <c>samples/</c>: everything in it, except what they are made from.</summary>
internal static class SampleFolder
{
    /// <summary>Beside a sample whose language is not the default, as <c>NAME.language</c>: Tesseract codes.</summary>
    private const string LanguageEnding = ".language";

    /// <summary>Null if the app is not in a clone of the repository.</summary>
    public static string? Path { get; } = Find();

    public static IReadOnlyList<InputFile> Files => Path is null ? [] : [.. ReadableFiles.In(Path).Where(file => !file.Name.Contains('/'))];

    /// <summary>The language of a sample; null for the default.</summary>
    public static string? Language(InputFile sample)
    {
        string file = System.IO.Path.ChangeExtension(sample.Path, LanguageEnding);
        return File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } language ? language : null;
    }

    /// <summary>Options for reading a sample.</summary>
    public static OcrRequestOptions Options(InputFile sample) =>
        new(Language(sample) is { } language ? new Dictionary<string, string> { [DocumentOptions.LanguageKey] = language } : []);

    private static string? Find()
    {
        // From OcrFunctions.Cli/bin/Release/net10.0 up to the repository.
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "OcrFunctions.sln")))
                return System.IO.Path.Combine(folder.FullName, "samples") is var samples && Directory.Exists(samples) ? samples : null;
        return null;
    }
}
