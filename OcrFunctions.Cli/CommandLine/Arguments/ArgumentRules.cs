using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Cli.CommandLine.Arguments;

/// <summary>Which arguments each command takes.</summary>
internal static class ArgumentRules
{
    /// <returns>A sentence that states the error; null if there is none.</returns>
    public static string? Check(CliArguments arguments)
    {
        string? file = arguments.Files.Count > 0 ? arguments.Files[0] : null;
        IReadOnlyDictionary<string, string> options = arguments.Options.Texts;
        bool reads = arguments.Out is not null || arguments.PasswordFile is not null || options.Count > 0;
        DocumentOption? onlyOnce = DocumentOption.All.FirstOrDefault(option => option.RequiresOnce && options.ContainsKey(option.Key));
        IReadOnlyList<string> names = ArgumentSyntax.ReadingOptions;
        return arguments.Command switch
        {
            CliCommand.Once when file is null => "--once requires at least one file or folder.",
            CliCommand.Serve when file is not null => $"Unexpected argument '{file}'. To read files, use --once.",
            // Not repeated: it may be the connection string.
            CliCommand.Join when file is not null => "--join takes no argument. The storage account comes from AzureWebJobsStorage: on the "
                + "command line its key is visible to every user of this machine.",
            CliCommand.Follow when file is not null => $"Unexpected argument '{file}': --follow takes one folder.",
            CliCommand.Follow when onlyOnce is not null => $"{onlyOnce.Option.Name} requires --once.",
            CliCommand.Serve or CliCommand.Join when reads =>
                $"{string.Join(", ", names.SkipLast(1))} and {names[^1]} require --once or --follow.",
            _ => DocumentOptions.TryRead(options.GetValueOrDefault, "eng", out _, out OcrError? error) ? null : error.Message,
        };
    }
}
