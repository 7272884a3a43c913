using System.Globalization;
using NCrontab;

namespace OcrFunctions.LocalHost.Timers;

/// <summary>When a timer fires: a CRON expression of five fields or six (seconds first), or an interval such as 00:05:00.</summary>
internal sealed class TimerSchedule
{
    private static readonly TimeSpan MinMonitored = TimeSpan.FromMinutes(1);

    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval)
    {
        _cron = cron;
        _interval = interval;
    }

    /// <param name="text">The schedule.</param>
    /// <param name="function">Function that has the schedule, for the message.</param>
    /// <exception cref="InvalidOperationException">The text is not a schedule.</exception>
    public static TimerSchedule Parse(string text, string function)
    {
        int fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields is 5 or 6
            && CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 }) is { } cron)
            return new TimerSchedule(cron, TimeSpan.Zero);
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan interval) && interval > TimeSpan.Zero
            ? new TimerSchedule(null, interval)
            : throw new InvalidOperationException(
                $"Function '{function}': '{text}' is neither a CRON expression of six fields nor a time span.");
    }

    /// <summary>First time after a moment, by the clock of the zone. A time that the zone skips is moved forward by an hour.</summary>
    public DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        if (_cron is null)
            return after + _interval;
        DateTime local = _cron.GetNextOccurrence(TimeZoneInfo.ConvertTime(after, zone).DateTime);
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    /// <summary>Whether its status is kept: a timer that fires more often than once a minute does not need a call that it missed.</summary>
    public bool CanBeMonitored(DateTimeOffset now, TimeZoneInfo zone)
    {
        DateTimeOffset first = Next(now, zone);
        return Next(first, zone) - first >= MinMonitored;
    }
}
