using System.Collections.Concurrent;
using OcrFunctions.Local.Reading;

namespace OcrFunctions.Local.Display;

/// <summary>A line for each step: for files, pipes and terminals that can do nothing else.</summary>
/// <param name="screen">Where lines go.</param>
/// <param name="pause">Least time between two lines about the pages of one document.</param>
internal sealed class PlainView(Screen screen, TimeSpan pause = default) : IReadingView
{
    private readonly ConcurrentDictionary<Item, (int Done, DateTimeOffset At)> _said = new();

    public void Submitted(Item item, string id) => screen.Say($"{item.Shown}: submitted as {id}");

    public void Pages(Item item, int done, int total)
    {
        DateTimeOffset now = screen.Time.GetUtcNow();
        if (_said.TryGetValue(item, out var last) && (last.Done == done || now - last.At < pause))
            return;
        _said[item] = (done, now);
        screen.Say($"{item.Shown}: {done} of {total} {(total == 1 ? "page" : "pages")}");
    }

    public void Ended(Outcome outcome)
    {
        _said.TryRemove(outcome.Item, out _);
        screen.Say($"{outcome.Item.Shown}: {Summary.Of(outcome)}");
    }
}
