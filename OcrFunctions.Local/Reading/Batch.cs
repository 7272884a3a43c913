using OcrFunctions.EngineProtocol;
using OcrFunctions.Local.Display;
using OcrFunctions.Local.Server;
using OcrFunctions.Local.Terminal;
using OcrFunctions.Pipeline.Exports;
using Spectre.Console;

namespace OcrFunctions.Local.Reading;

/// <summary><c>./run --once</c>: has files read, several at a time, and reports them in the order they were given in.</summary>
/// <param name="server">Who reads.</param>
/// <param name="wishes">How they are to be read.</param>
/// <param name="folder">Where results go; null to print the texts.</param>
/// <param name="screen">Where reports go.</param>
internal sealed class Batch(IServer server, Wishes wishes, string? folder, Screen screen)
{
    private readonly SavedResults? _saved = folder is null ? null : new SavedResults(server.Api, folder);

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<Item> items, CancellationToken stop)
    {
        List<Outcome> outcomes = await ReadAsync(items, stop);
        if (wishes.Password is null && screen.CanAsk)
            await AskForPasswordsAsync(outcomes, stop);
        // Where bars moved, results would have stood in their way.
        if (screen.ShowsOutput)
            foreach (Outcome outcome in outcomes)
                await DeliverAsync(outcome, stop);
        if (screen.IsLive)
            SummaryTable.Write(screen.Console, outcomes);
        else if (outcomes.Count > 1)
            screen.Say(Summary.Of(outcomes));
        if (screen.ShowsOutput && folder is not null)
            screen.Say($"Saved in {folder}: {ResultFiles.Text}, {ResultFiles.Json} and {ReadableFiles.SearchablePdf} of each.");
        return ExitCode.Of(outcomes);
    }

    private async Task<List<Outcome>> ReadAsync(IReadOnlyList<Item> items, CancellationToken stop)
    {
        if (!screen.IsLive)
            return await ReadAsync(items, new PlainView(screen), stop);
        return await LiveView.Of(screen.Console, items.Count).StartAsync(context => ReadAsync(items, new LiveView(context, items.Count), stop));
    }

    private async Task<List<Outcome>> ReadAsync(IReadOnlyList<Item> items, IReadingView view, CancellationToken stop)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var window = new SemaphoreSlim(DocumentReader.Window);
        var reader = new DocumentReader(server, view);
        Task<Outcome>[] readings = [.. items.Select(ReadOneAsync)];
        var outcomes = new List<Outcome>();
        try
        {
            foreach (Task<Outcome> reading in readings)
            {
                Outcome outcome = await reading;
                outcomes.Add(outcome);
                if (!screen.ShowsOutput)
                    await DeliverAsync(outcome, failed.Token);
            }
        }
        finally
        {
            await failed.CancelAsync();
            await Task.WhenAll(readings).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return outcomes;

        async Task<Outcome> ReadOneAsync(Item item)
        {
            await window.WaitAsync(failed.Token);
            try
            {
                return await reader.ReadAsync(item, wishes, failed.Token);
            }
            finally
            {
                window.Release();
            }
        }
    }

    /// <summary>Saves or prints a document's results.</summary>
    private async Task DeliverAsync(Outcome outcome, CancellationToken stop)
    {
        if (_saved is not null)
        {
            IReadOnlyList<string> paths = await _saved.SaveAsync(outcome, stop);
            if (!screen.ShowsOutput)
                screen.Print(string.Concat(paths.Select(path => path + "\n")));
        }
        else if (outcome.HasText && await server.Api.FormAsync(outcome.Id!, ExportFormat.Text.Name, stop) is { } content)
        {
            using var text = new StreamReader(content);
            screen.Print((await text.ReadToEndAsync(stop)).Replace('\f', '\n').TrimEnd() + "\n");
        }
    }

    private async Task AskForPasswordsAsync(List<Outcome> outcomes, CancellationToken stop)
    {
        for (int i = 0; i < outcomes.Count; i++)
        {
            while (outcomes[i] is { ErrorCode: EngineErrorCodes.EncryptedPdf, Id: { } id, Item: var item })
            {
                string password = await new TextPrompt<string>($"Password of {Markup.Escape(item.Shown)} [dim](Enter leaves it out)[/]:").Secret().AllowEmpty().ShowAsync(screen.Console, stop);
                if (password == "")
                    break;
                await server.Api.RequeueAsync(id, password, stop);
                outcomes[i] = await LiveView.Of(screen.Console, 1).StartAsync(context =>
                {
                    var view = new LiveView(context, 1);
                    view.Submitted(item, id);
                    return new DocumentReader(server, view).WaitAsync(item, id, null, stop);
                });
            }
        }
    }
}
