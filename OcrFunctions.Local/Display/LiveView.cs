using System.Collections.Concurrent;
using OcrFunctions.Local.Reading;
using Spectre.Console;

namespace OcrFunctions.Local.Display;

/// <summary>A bar for each document, which moves; of many files, one for all of them and one for each that is being read.</summary>
internal sealed class LiveView(ProgressContext context, int files) : IReadingView
{
    /// <summary>More bars than this leave no room on a small terminal.</summary>
    public const int MostBars = 12;

    private readonly ConcurrentDictionary<Item, ProgressTask> _bars = new();
    private readonly ProgressTask? _all = files > MostBars ? context.AddTask($"{files} files", maxValue: files) : null;

    public static Progress Of(IAnsiConsole console, int files) => console.Progress()
        .AutoClear(true).HideCompleted(files > MostBars).Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PageCountColumn(), new ElapsedTimeColumn());

    public void Submitted(Item item, string id)
    {
        // Until its pages are counted there is nothing to measure.
        ProgressTask bar = context.AddTask(Markup.Escape(item.Shown));
        bar.IsIndeterminate = true;
        _bars[item] = bar;
    }

    public void Pages(Item item, int done, int total)
    {
        if (!_bars.TryGetValue(item, out ProgressTask? bar) || total == 0)
            return;
        bar.MaxValue = total;
        bar.IsIndeterminate = false;
        // The text is written after the last page: until then it is not done.
        bar.Value = Math.Min(done, total - 0.01);
    }

    public void Ended(Outcome outcome)
    {
        if (_bars.TryGetValue(outcome.Item, out ProgressTask? bar))
        {
            bar.MaxValue = outcome.Pages is > 0 and int pages ? pages : 1;
            bar.IsIndeterminate = false;
            bar.Value = bar.MaxValue;
            bar.StopTask();
        }

        _all?.Increment(1);
    }
}
