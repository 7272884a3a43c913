using OcrFunctions.Cli.Client.Files;
using OcrFunctions.Cli.Client.Servers;
using OcrFunctions.Cli.CommandLine.Output;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Exports;
using Spectre.Console;

namespace OcrFunctions.Cli.CommandLine.Commands;

/// <summary>At the first start without any documents: offers the samples, so that there is something to see.</summary>
internal static class SampleOffer
{
    /// <summary>Marker in the data folder: the offer was made.</summary>
    private const string Mark = "samples-offered";

    /// <summary>Asks on an interactive terminal, and reads them on yes; otherwise prints that they exist.</summary>
    public static async Task MakeAsync(IServer server, ConsoleOutput output, CancellationToken stop)
    {
        if (DataFolder.File(Mark) is not { } mark || File.Exists(mark) || SampleFolder.Files is not { Count: > 0 } samples)
            return;
        bool isFirst = (await server.Api.ListAsync("top=1", stop)).Count == 0;
        if (isFirst && !output.CanAsk)
            output.Say($"This is a first start. There are {samples.Count} documents in {SampleFolder.Path} to try it with: ./run --once "
                + $"{SampleFolder.Path}");
        else if (isFirst && await AskAsync(samples, output, stop))
            await ReadAsync(samples, server, output, stop);
        // Not before the answer: after an interrupted question it is asked again.
        await File.WriteAllTextAsync(mark, "", stop);
    }

    private static Task<bool> AskAsync(IReadOnlyList<InputFile> samples, ConsoleOutput output, CancellationToken stop)
    {
        output.Say($"This is a first start. {samples.Count} sample documents are in {SampleFolder.Path}: "
            + $"{string.Join(", ", samples.Select(sample => sample.DisplayName))}.");
        return new ConfirmationPrompt("Read them now?") { DefaultValue = true }.ShowAsync(output.Console, stop);
    }

    private static async Task ReadAsync(IReadOnlyList<InputFile> samples, IServer server, ConsoleOutput output, CancellationToken stop)
    {
        output.ShowsBars = true;
        FileResult[] results = await LiveView.Of(output.Console, samples.Count).StartAsync(context =>
        {
            var reader = new DocumentReader(server, new LiveView(context, samples.Count));
            return Task.WhenAll(samples.Select(sample => reader.ReadAsync(sample, SampleFolder.Options(sample), stop)));
        });
        output.ShowsBars = false;
        SummaryTable.Write(output.Console, [.. results.Where(result => result.ErrorCode != EngineErrorCodes.LanguageNotInstalled)]);
        foreach (FileResult result in results)
            if (result.ErrorCode == EngineErrorCodes.LanguageNotInstalled)
                output.Say($"{result.File.DisplayName} requires the language {SampleFolder.Language(result.File)}, which is not "
                    + $"installed: {Installing(SampleFolder.Language(result.File))} Then: ./run --once {result.File.Path} --language "
                    + $"{SampleFolder.Language(result.File)}");
        if (results.FirstOrDefault(result => result.HasText) is { Id: { } id } read)
            output.Say($"The text of {read.File.DisplayName}:  curl {server.Api.Address}{ApiRoutes.Export(id, ExportFormats.Text.Name)}");
        output.Say("");
    }

    private static string Installing(string? language)
    {
        if (!File.Exists("/usr/bin/apt-get"))
            return "see tessdata/README.md.";
        IEnumerable<string> packages = language!.Split('+').Select(code => $"tesseract-ocr-{code.Replace('_', '-')}");
        return $"apt-get install {string.Join(' ', packages)}, or see tessdata/README.md.";
    }
}
