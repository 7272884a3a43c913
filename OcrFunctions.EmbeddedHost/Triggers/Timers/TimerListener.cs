using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Functions;

namespace OcrFunctions.EmbeddedHost.Triggers.Timers;

/// <summary>Calls one function by the clock, never twice at once.</summary>
/// <param name="state">Null for a schedule whose state is not kept.</param>
internal sealed class TimerListener(
    FunctionDescriptor function, TimerTrigger trigger, TimerState? state, FunctionInvoker invoker, TimeProvider time, CallTracker calls, ILogger logger) : ITriggerListener
{
    /// <summary>Longest sleep: a clock that is set or a machine that slept is noticed by then.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _closed = new();
    private Task _ticking = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ScheduleStatus? status = null;
        if (state is not null)
        {
            status = await state.ReadAsync(cancellationToken);
            if (status is null)
                await state.WriteAsync(status = Status(default, time.GetUtcNow()), cancellationToken);
        }

        _ticking = Task.Run(() => RunAsync(status), CancellationToken.None);
    }

    public void Close() => _closed.Cancel();

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await calls.DrainAsync(cancellationToken);
        await _ticking;
    }

    private async Task RunAsync(ScheduleStatus? status)
    {
        try
        {
            bool late = status is not null && time.GetUtcNow() > new DateTimeOffset(status.Next.ToUniversalTime());
            if (late || trigger.RunOnStartup)
                status = await FireAsync(status, late);
            while (true)
            {
                DateTimeOffset next = trigger.Schedule.Next(time.GetUtcNow(), time.LocalTimeZone);
                logger.TimerNext(function.Name, next);
                for (TimeSpan left = next - time.GetUtcNow(); left > TimeSpan.Zero; left = next - time.GetUtcNow())
                    await Task.Delay(left < LongestDelay ? left : LongestDelay, time, _closed.Token);
                _closed.Token.ThrowIfCancellationRequested();
                status = await FireAsync(status, late: false);
            }
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // Closed while waiting for the next time, or for a call that took too long.
        }
    }

    private async Task<ScheduleStatus?> FireAsync(ScheduleStatus? status, bool late)
    {
        DateTimeOffset began = time.GetUtcNow();
        var info = new TimerInfo { ScheduleStatus = status, IsPastDue = late };
        calls.Run(async () =>
        {
            try
            {
                await invoker.InvokeAsync(function, new FunctionInput(info, FunctionInput.NoData), calls.Abandoned);
            }
            catch (Exception) when (!calls.Abandoned.IsCancellationRequested)
            {
                // Logged by the invoker; a timer that fails is called again at its next time.
            }

            if (state is not null)
                await state.WriteAsync(Status(began, began), calls.Abandoned);
        });
        await calls.WhenAtMostAsync(0, calls.Abandoned);
        return state is null ? null : Status(began, began);
    }

    /// <param name="last">When it fired; the default for never.</param>
    /// <param name="now">From when on the next time counts.</param>
    private ScheduleStatus Status(DateTimeOffset last, DateTimeOffset now) => new()
    {
        Last = last == default ? default : Local(last),
        Next = Local(trigger.Schedule.Next(now, time.LocalTimeZone)),
        LastUpdated = Local(now),
    };

    private DateTime Local(DateTimeOffset moment) => moment.LocalDateTime;
}
