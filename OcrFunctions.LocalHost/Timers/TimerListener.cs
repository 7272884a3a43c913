using Microsoft.Azure.WebJobs.Host;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using OcrFunctions.LocalHost.Functions;
using OcrFunctions.LocalHost.Worker;

namespace OcrFunctions.LocalHost.Timers;

/// <summary>
/// Calls one function on its schedule: never twice at once, and on one host only, since it holds a lease while it waits and runs.
/// </summary>
/// <param name="function">The function.</param>
/// <param name="schedule">When it is called.</param>
/// <param name="lockId">Name of the lease.</param>
/// <param name="status">Stores when it was called; null for a schedule whose status is not kept.</param>
/// <param name="locks">The SDK's leases.</param>
/// <param name="options">The SDK's settings for them.</param>
/// <param name="invoker">Calls the function.</param>
/// <param name="timeout">Ends calls that take too long.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Log.</param>
internal sealed class TimerListener(
    FunctionDefinition function, TimerSchedule schedule, string lockId, TimerStatusStore? status, IDistributedLockManager locks,
    SingletonOptions options, FunctionInvoker invoker,
    CallTimeout timeout, TimeProvider time, ILogger<TimerListener> log)
{
    /// <summary>Longest sleep: a changed clock or a resumed machine is noticed by then.</summary>
    private static readonly TimeSpan MaxSleep = TimeSpan.FromMinutes(1);

    /// <summary>Runs until it is canceled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await locks.TryLockAsync(null, lockId, Guid.NewGuid().ToString(), null, options.ListenerLockPeriod, stop) is { } lease)
                    await RunAsOwnerAsync(lease, stop);
                else
                    await Task.Delay(options.ListenerLockRecoveryPollingInterval, time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Storage that is unavailable for a while: another attempt follows.
                log.LeaseFailed(e, function.Name);
                await Task.Delay(options.ListenerLockPeriod, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunAsOwnerAsync(IDistributedLock lease, CancellationToken stop)
    {
        using var owned = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task renewing = RenewAsync(lease, owned);
        try
        {
            ScheduleStatus? last = status is null ? null : await status.ReadAsync(owned.Token);
            bool isPastDue = last is not null && time.GetUtcNow() > new DateTimeOffset(last.Next.ToUniversalTime());
            if (status is not null && last is null)
                await status.WriteAsync(last = At(default, time.GetUtcNow()), owned.Token);
            if (isPastDue || function.Trigger.Flag("runOnStartup"))
                last = await FireAsync(last, isPastDue, owned.Token);
            while (true)
            {
                DateTimeOffset next = schedule.Next(time.GetUtcNow(), time.LocalTimeZone);
                for (TimeSpan remaining = next - time.GetUtcNow(); remaining > TimeSpan.Zero; remaining = next - time.GetUtcNow())
                    await Task.Delay(remaining < MaxSleep ? remaining : MaxSleep, time, owned.Token);
                last = await FireAsync(last, isPastDue: false, owned.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The lease was lost: another host has the timer now.
        }
        finally
        {
            await owned.CancelAsync();
            await renewing;
            await locks.ReleaseLockAsync(lease, CancellationToken.None);
        }
    }

    private async Task RenewAsync(IDistributedLock lease, CancellationTokenSource owned)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.ListenerLockPeriod / 2, time, owned.Token);
                if (!await locks.RenewAsync(lease, owned.Token))
                    break;
            }
        }
        catch (OperationCanceledException) when (owned.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            log.LeaseFailed(e, function.Name);
        }

        await owned.CancelAsync();
    }

    private async Task<ScheduleStatus?> FireAsync(ScheduleStatus? last, bool isPastDue, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        var info = new JObject
        {
            ["Schedule"] = new JObject { ["AdjustForDST"] = true },
            ["ScheduleStatus"] = last is null ? null : JObject.FromObject(last),
            ["IsPastDue"] = isPastDue,
        };
        try
        {
            await timeout.LimitAsync(token => invoker.InvokeAsync(function, info, [], token), stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // Called again at its next time.
            log.CallFailed(e, function.Name);
        }

        if (status is null)
            return null;
        ScheduleStatus next = At(now, now);
        await status.WriteAsync(next, stop);
        return next;
    }

    /// <param name="last">When it fired; the default for never.</param>
    /// <param name="now">The moment that the next time is counted from.</param>
    private ScheduleStatus At(DateTimeOffset last, DateTimeOffset now) =>
        new(last == default ? default : last.LocalDateTime, schedule.Next(now, time.LocalTimeZone).LocalDateTime, now.LocalDateTime);
}

internal static partial class TimerLog
{
    [LoggerMessage(LogLevel.Warning, "The lease of timer {Function} could not be held.")]
    public static partial void LeaseFailed(this ILogger logger, Exception exception, string function);

    [LoggerMessage(LogLevel.Error, "Timer {Function} failed.")]
    public static partial void CallFailed(this ILogger logger, Exception exception, string function);
}
