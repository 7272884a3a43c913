using System.Runtime.ExceptionServices;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.Logging;
using OcrFunctions.LocalHost.Worker;

namespace OcrFunctions.LocalHost.WebJobs;

/// <summary>A call that goes on after its time-out ends the worker, as on the real host: nothing else can end it.</summary>
internal sealed class TimeoutHandler(WorkerSupervisor workers, ILogger<TimeoutHandler> log) : IWebJobsExceptionHandler
{
    public async Task OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod)
    {
        await Task.Delay(timeoutGracePeriod);
        log.TimedOut(exceptionInfo.SourceException.Message);
        workers.Replace();
    }

    public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
    {
        log.Unhandled(exceptionInfo.SourceException);
        return Task.CompletedTask;
    }
}

internal static partial class TimeoutLog
{
    [LoggerMessage(LogLevel.Error, "{Reason} The worker process is replaced.")]
    public static partial void TimedOut(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "A listener of the WebJobs SDK failed.")]
    public static partial void Unhandled(this ILogger logger, Exception exception);
}
