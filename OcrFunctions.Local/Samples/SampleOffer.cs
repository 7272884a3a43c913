using OcrFunctions.EngineProtocol;
using OcrFunctions.Local.Display;
using OcrFunctions.Local.Reading;
using OcrFunctions.Local.Server;
using OcrFunctions.Pipeline.Exports;
using Spectre.Console;

namespace OcrFunctions.Local.Samples;

/// <summary>At the first start, on data without documents: the samples, so that there is something to see.</summary>
internal static class SampleOffer
{
    /// <summary>In the data folder: the offer was made.</summary>
    private const string Mark = "samples-offered";

    /// <summary>Asks somebody at a terminal, and reads them for a yes; else says that they are there.</summary>
    public static async Task MakeAsync(IServer server, Screen screen, CancellationToken stop)
    {
        if (DataFolder.File(Mark) is not { } mark || File.Exists(mark) || SampleFolder.Items is not { Count: > 0 } samples)
            return;
        bool isFirst = (await server.Api.ListAsync("top=1", stop)).Count == 0;
        if (isFirst && !screen.CanAsk)
            screen.Say($"This is a first start. There are {samples.Count} documents in {SampleFolder.Path} to try it with: ./run --once {SampleFolder.Path}");
        else if (isFirst && await AskAsync(samples, screen, stop))
            await ReadAsync(samples, server, screen, stop);
        // Not before the answer: who stops at the question is asked again.
        await File.WriteAllTextAsync(mark, "", stop);
    }

    private static Task<bool> AskAsync(IReadOnlyList<Item> samples, Screen screen, CancellationToken stop)
    {
        screen.Say($"This is a first start. {samples.Count} sample documents are in {SampleFolder.Path}: {string.Join(", ", samples.Select(sample => sample.Shown))}.");
        return new ConfirmationPrompt("Read them, to see what comes of them?") { DefaultValue = true }.ShowAsync(screen.Console, stop);
    }

    private static async Task ReadAsync(IReadOnlyList<Item> samples, IServer server, Screen screen, CancellationToken stop)
    {
        screen.ShowsBars = true;
        Outcome[] outcomes = await LiveView.Of(screen.Console, samples.Count).StartAsync(context =>
        {
            var reader = new DocumentReader(server, new LiveView(context, samples.Count));
            return Task.WhenAll(samples.Select(sample => reader.ReadAsync(sample, new Wishes(SampleFolder.Language(sample)), stop)));
        });
        screen.ShowsBars = false;
        SummaryTable.Write(screen.Console, [.. outcomes.Where(outcome => outcome.ErrorCode != EngineErrorCodes.LanguageNotInstalled)]);
        foreach (Outcome outcome in outcomes)
            if (outcome.ErrorCode == EngineErrorCodes.LanguageNotInstalled)
                screen.Say($"{outcome.Item.Shown} wants the language {SampleFolder.Language(outcome.Item)}, which is not installed: {Installing(SampleFolder.Language(outcome.Item))} Then: ./run --once {outcome.Item.Path} --language {SampleFolder.Language(outcome.Item)}");
        if (outcomes.FirstOrDefault(outcome => outcome.HasText) is { } read)
            screen.Say($"The text of {read.Item.Shown}:  curl {server.Api.Address}api/documents/{read.Id}/{ExportFormat.Text.Name}");
        screen.Say("");
    }

    private static string Installing(string? language) =>
        $"{(File.Exists("/usr/bin/apt-get") ? $"apt-get install {string.Join(' ', language!.Split('+').Select(code => $"tesseract-ocr-{code.Replace('_', '-')}"))}, or see" : "see")} tessdata/README.md.";
}
