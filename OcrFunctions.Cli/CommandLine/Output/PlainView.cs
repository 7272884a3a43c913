using System.Collections.Concurrent;
using OcrFunctions.Cli.Client.Files;

namespace OcrFunctions.Cli.CommandLine.Output;

/// <summary>A line for each step: for files, pipes and basic terminals.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="pause">Minimum time between two lines about the pages of one document.</param>
internal sealed class PlainView(ConsoleOutput output, TimeSpan pause = default) : IProgressView
{
    private readonly ConcurrentDictionary<InputFile, (int Done, DateTimeOffset At)> _reported = new();

    public void Submitted(InputFile file, string id) => output.Say($"{file.DisplayName}: submitted as {id}");

    public void Pages(InputFile file, int done, int total)
    {
        DateTimeOffset now = output.Time.GetUtcNow();
        if (_reported.TryGetValue(file, out var last) && (last.Done == done || now - last.At < pause))
            return;
        _reported[file] = (done, now);
        output.Say($"{file.DisplayName}: {done} of {total} {(total == 1 ? "page" : "pages")}");
    }

    public void Ended(FileResult result)
    {
        _reported.TryRemove(result.File, out _);
        output.Say($"{result.File.DisplayName}: {Summary.Of(result)}");
        foreach (string warning in result.Warnings)
            output.Say($"{result.File.DisplayName}: {warning}");
    }
}
