namespace OcrFunctions.Pipeline.Pages;

/// <summary>Progress of a document, counted from its page rows.</summary>
public sealed class PageCounts
{
    private readonly List<DateTimeOffset> _ends = [];

    /// <summary>Time over which the rate is measured: long enough for a few slow pages, short enough to follow a change.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    /// <summary>Pages read.</summary>
    public int Done { get; private set; }

    /// <summary>Pages that failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Counts a row if it is final for its page in a run.</summary>
    public void Add(PageRow row, int run)
    {
        if (!row.IsFinal(run))
            return;
        if (row.GetStatus() == PageStatus.Succeeded)
            Done++;
        else
            Failed++;
        if (row.Run == run && row.CompletedAt is { } end)
            _ends.Add(end);
    }

    /// <summary>Recent pages per minute; null until one is finished.</summary>
    /// <param name="started">When the run started.</param>
    /// <param name="now">Now.</param>
    public double? PagesPerMinute(DateTimeOffset started, DateTimeOffset now)
    {
        DateTimeOffset from = now - Window > started ? now - Window : started;
        int count = _ends.Count(end => end >= from);
        double minutes = (now - from).TotalMinutes;
        return count == 0 || minutes <= 0 ? null : count / minutes;
    }
}
