using System.Text.Json.Nodes;
using OcrFunctions.EmbeddedHost;

namespace OcrFunctions.Local.Terminal;

/// <summary><c>./run --once</c>: sends files to the app as any client would, waits for them and reports.</summary>
internal sealed class Batch(EmbeddedApp app, CommandLine line, TextWriter output, TextWriter progress)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private readonly ApiClient _api = new(app.BaseAddress, app.Services);

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var saved = new SavedResults(line.Out);
        var jobs = new List<Job>();
        foreach (string file in line.Files)
        {
            string id = await _api.SubmitAsync(file, line.Language, stop);
            jobs.Add(new Job(Path.GetFileName(file), id));
            await progress.WriteLineAsync($"{Path.GetFileName(file)}: submitted as {id}");
        }

        var statuses = new List<string>();
        // All run at once; they are reported in the order they were given in.
        foreach (Job job in jobs)
            statuses.Add(await ReportAsync(job, saved, stop));
        if (jobs.Count > 1)
            await output.WriteLineAsync($"{jobs.Count} documents: " + string.Join(", ", statuses.CountBy(s => s).Select(s => $"{s.Value} {s.Key}")));
        return Exit(statuses);
    }

    private static int Exit(List<string> statuses) =>
        statuses.All(s => s == "Succeeded") ? ExitCode.Succeeded
        : statuses.All(s => s is "Succeeded" or "PartiallySucceeded") ? ExitCode.Partially
        : ExitCode.Failed;

    private async Task<string> ReportAsync(Job job, SavedResults saved, CancellationToken stop)
    {
        JsonObject document = await WaitAsync(job, stop);
        string status = (string)document["status"]!;
        await output.WriteLineAsync($"{job.Name}: {Summary.Of(document)}");

        string? text = status is "Succeeded" or "PartiallySucceeded" ? await _api.TextAsync(job.Id, stop) : null;
        if (line.Out is not null)
        {
            document["pages"] = await _api.PagesAsync(job.Id, stop);
            foreach (string path in await saved.SaveAsync(job.Name, document, text, stop))
                await output.WriteLineAsync($"  {path}");
        }
        else if (text is not null)
        {
            await output.WriteLineAsync($"  text in storage: results/{job.Id}/text.txt");
            await output.WriteLineAsync();
            await output.WriteLineAsync(text.Replace('\f', '\n').TrimEnd());
            await output.WriteLineAsync();
        }

        return status;
    }

    private async Task<JsonObject> WaitAsync(Job job, CancellationToken stop)
    {
        string last = "";
        while (true)
        {
            JsonObject document = await _api.StatusAsync(job.Id, stop);
            if ((string)document["status"]! is not ("NotStarted" or "Running"))
                return document;
            if (document["progress"]!["pagesTotal"] is { } total)
            {
                JsonNode counts = document["progress"]!;
                string now = $"{job.Name}: {(int)counts["pagesDone"]! + (int)counts["pagesFailed"]!} of {total} pages";
                if (now != last)
                    await progress.WriteLineAsync(last = now);
            }

            if (app.Completion.IsCompleted)
            {
                await app.Completion;
                throw new InvalidOperationException("The app ended while documents were being read.");
            }

            await Task.Delay(PollInterval, stop);
        }
    }

    private sealed record Job(string Name, string Id);
}
