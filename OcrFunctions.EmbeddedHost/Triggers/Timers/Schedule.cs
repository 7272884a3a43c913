using System.Globalization;
using NCrontab;

namespace OcrFunctions.EmbeddedHost.Triggers.Timers;

/// <summary>When a timer fires: a CRON expression of five fields or six (seconds first), or an interval such as 00:05:00.</summary>
internal sealed class Schedule
{
    private static readonly TimeSpan ShortestMonitored = TimeSpan.FromMinutes(1);

    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private Schedule(CrontabSchedule? cron, TimeSpan interval)
    {
        _cron = cron;
        _interval = interval;
    }

    /// <exception cref="InvalidOperationException">The text is no schedule.</exception>
    public static Schedule Parse(string text, string what)
    {
        int fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields is 5 or 6 && CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 }) is { } cron)
            return new Schedule(cron, TimeSpan.Zero);
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan interval) && interval > TimeSpan.Zero
            ? new Schedule(null, interval)
            : throw new InvalidOperationException($"{what}: '{text}' is neither a CRON expression of six fields nor a time span.");
    }

    /// <summary>First time after a moment, by the clock of the zone. An hour that the zone skips is moved on by an hour.</summary>
    public DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        if (_cron is null)
            return after + _interval;
        DateTime local = _cron.GetNextOccurrence(TimeZoneInfo.ConvertTime(after, zone).DateTime);
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    /// <summary>Fires less often than once a minute, so its state is worth keeping.</summary>
    public bool IsMonitored(DateTimeOffset now, TimeZoneInfo zone)
    {
        DateTimeOffset first = Next(now, zone);
        return Next(first, zone) - first >= ShortestMonitored;
    }
}
