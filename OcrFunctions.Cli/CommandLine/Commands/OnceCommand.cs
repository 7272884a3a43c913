using OcrFunctions.Cli.Client.Api;
using OcrFunctions.Cli.Client.Files;
using OcrFunctions.Cli.Client.Servers;
using OcrFunctions.Cli.CommandLine.Output;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Exports;
using Spectre.Console;

namespace OcrFunctions.Cli.CommandLine.Commands;

/// <summary><c>./run --once</c>: has files read and reports them in the given order.</summary>
/// <param name="server">The app that reads.</param>
/// <param name="options">Options for reading them.</param>
/// <param name="folder">Folder for results; null to print the texts.</param>
/// <param name="output">Receives texts and reports.</param>
internal sealed class OnceCommand(IServer server, OcrRequestOptions options, string? folder, ConsoleOutput output)
{
    private readonly SavedResults? _saved = folder is null ? null : new SavedResults(server.Api, folder);

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<InputFile> files, CancellationToken stop)
    {
        List<FileResult> results = await ReadAsync(files, stop);
        if (options.Password is null && output.CanAsk)
            await AskForPasswordsAsync(results, stop);
        // If bars are shown, results would have interfered with them.
        if (output.ShowsOutput)
            foreach (FileResult result in results)
                await DeliverAsync(result, stop);
        if (output.IsLive)
            SummaryTable.Write(output.Console, results);
        else if (results.Count > 1)
            output.Say(Summary.Of(results));
        if (output.ShowsOutput && folder is not null)
            output.Say($"Saved in {folder}: {ResultFiles.Text}, {ResultFiles.Json} and {ReadableFiles.SearchablePdf} of each.");
        return ExitCode.Of(results);
    }

    private async Task<List<FileResult>> ReadAsync(IReadOnlyList<InputFile> files, CancellationToken stop)
    {
        if (!output.IsLive)
            return await ReadAsync(files, new PlainView(output), stop);
        return await LiveView.Of(output.Console, files.Count).StartAsync(
            context => ReadAsync(files, new LiveView(context, files.Count), stop));
    }

    private async Task<List<FileResult>> ReadAsync(IReadOnlyList<InputFile> files, IProgressView view, CancellationToken stop)
    {
        var results = new List<FileResult>();
        await foreach (FileResult result in new Batch(server, options, view).ReadAsync(files, stop))
        {
            results.Add(result);
            if (!output.ShowsOutput)
                await DeliverAsync(result, stop);
        }

        return results;
    }

    /// <summary>Saves or prints a document's results.</summary>
    private async Task DeliverAsync(FileResult result, CancellationToken stop)
    {
        if (_saved is not null)
        {
            IReadOnlyList<string> paths = await _saved.SaveAsync(result, stop);
            if (!output.ShowsOutput)
                output.Print(string.Concat(paths.Select(path => path + "\n")));
        }
        else if (result.HasText && await server.Api.ExportAsync(result.Id!, ExportFormats.Text.Name, stop) is { } content)
        {
            using var text = new StreamReader(content);
            output.Print((await text.ReadToEndAsync(stop)).Replace('\f', '\n').TrimEnd() + "\n");
        }
    }

    private async Task AskForPasswordsAsync(List<FileResult> results, CancellationToken stop)
    {
        for (int i = 0; i < results.Count; i++)
        {
            while (results[i] is { ErrorCode: EngineErrorCodes.EncryptedPdf, Id: { } id, File: var file })
            {
                string password = await new TextPrompt<string>($"Password of {Markup.Escape(file.DisplayName)} [dim](Enter skips it)[/]:")
                    .Secret().AllowEmpty().ShowAsync(output.Console, stop);
                if (password == "")
                    break;
                await server.Api.RequeueAsync(id, password, stop);
                results[i] = await LiveView.Of(output.Console, 1).StartAsync(context =>
                {
                    var view = new LiveView(context, 1);
                    view.Submitted(file, id);
                    return new DocumentReader(server, view).WaitAsync(file, id, null, stop);
                });
            }
        }
    }
}
