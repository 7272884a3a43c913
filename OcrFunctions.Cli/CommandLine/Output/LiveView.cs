using System.Collections.Concurrent;
using OcrFunctions.Cli.Client.Files;
using Spectre.Console;

namespace OcrFunctions.Cli.CommandLine.Output;

/// <summary>A progress bar for each document; for many files, one for all of them and one for each that is being read.</summary>
internal sealed class LiveView(ProgressContext context, int files) : IProgressView
{
    /// <summary>More bars than this do not fit on a small terminal.</summary>
    public const int MaxBars = 12;

    private readonly ConcurrentDictionary<InputFile, ProgressTask> _bars = new();
    private readonly ProgressTask? _all = files > MaxBars ? context.AddTask($"{files} files", maxValue: files) : null;

    public static Progress Of(IAnsiConsole console, int files) => console.Progress()
        .AutoClear(true).HideCompleted(files > MaxBars).Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PageCountColumn(),
            new ElapsedTimeColumn());

    public void Submitted(InputFile file, string id)
    {
        // Until its pages are counted there is no progress to show.
        ProgressTask bar = context.AddTask(Markup.Escape(file.DisplayName));
        bar.IsIndeterminate = true;
        _bars[file] = bar;
    }

    public void Pages(InputFile file, int done, int total)
    {
        if (!_bars.TryGetValue(file, out ProgressTask? bar) || total == 0)
            return;
        bar.MaxValue = total;
        bar.IsIndeterminate = false;
        // The text is written after the last page: until then it is not finished.
        bar.Value = Math.Min(done, total - 0.01);
    }

    public void Ended(FileResult result)
    {
        if (_bars.TryGetValue(result.File, out ProgressTask? bar))
        {
            bar.MaxValue = result.Pages is > 0 and int pages ? pages : 1;
            bar.IsIndeterminate = false;
            bar.Value = bar.MaxValue;
            bar.StopTask();
        }

        _all?.Increment(1);
    }
}
