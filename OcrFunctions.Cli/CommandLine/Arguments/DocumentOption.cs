using System.CommandLine;
using System.Text.Json;
using OcrFunctions.Cli.Client.Api;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Cli.CommandLine.Arguments;

/// <summary>An option of documents on the command line, which is sent to the app under its name in the API.</summary>
/// <param name="Key">Name in the API. The option is called the same, in lower case with dashes.</param>
/// <param name="ValueName">Name of its value in the help.</param>
/// <param name="Description">Its text in the help.</param>
/// <param name="RequiresOnce">Whether it has no meaning for the files of a followed folder.</param>
internal sealed record DocumentOption(string Key, string ValueName, string Description, bool RequiresOnce = false)
{
    /// <summary>Every option of documents: a new one is a line of this table.</summary>
    public static IReadOnlyList<DocumentOption> All { get; } =
    [
        new(DocumentOptions.LanguageKey, "L", "Tesseract language codes, such as eng or deu+eng (default: eng)"),
        new(DocumentOptions.ModeKey, "M",
            "text that PDF pages already contain: auto keeps it where it is good, force reads every page, skip reads none (default: auto)"),
        new(DocumentOptions.SecondReaderKey, "R",
            "what a second recognizer reads: off, doubtful words, or thorough, the whole page (default: doubtful)"),
        new(DocumentOptions.EngineKey, "E",
            "who reads: auto, tesseract, or paddle, which reads English and Chinese and suits photographs (default: auto)"),
        new(DocumentOptions.MaxReviewWordsKey, "N", "words to review, the least certain ones (default: all below the limit)"),
        new(DocumentOptions.PagesKey, "P", "only these pages, such as 1-3,7 (with --once)", RequiresOnce: true),
    ];

    public ValueOption Option { get; } = new($"--{JsonNamingPolicy.KebabCaseLower.ConvertName(Key)}", ValueName, Description);

    /// <summary>The options that are given.</summary>
    public static OcrRequestOptions Read(ParseResult parsed) => new(All
        .Select(option => (option.Key, Text: option.Option.In(parsed)))
        .Where(option => option.Text is not null)
        .ToDictionary(option => option.Key, option => option.Text!));
}
