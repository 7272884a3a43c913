using Microsoft.Extensions.Logging;

namespace OcrFunctions.EmbeddedHost.Functions;

internal static partial class FunctionInvokerLog
{
    [LoggerMessage(1, LogLevel.Debug, "Function {Function} begins ({Invocation})")]
    public static partial void Executing(this ILogger<FunctionInvoker> logger, string function, string invocation);

    [LoggerMessage(2, LogLevel.Debug, "Function {Function} is done ({Invocation})")]
    public static partial void Executed(this ILogger<FunctionInvoker> logger, string function, string invocation);

    [LoggerMessage(3, LogLevel.Error, "Function {Function} failed ({Invocation})")]
    public static partial void Failed(this ILogger<FunctionInvoker> logger, Exception exception, string function, string invocation);

    [LoggerMessage(4, LogLevel.Error, "Timeout value of {Limit} exceeded by function '{Function}' (Id: '{Invocation}'). Initiating cancellation.")]
    public static partial void TimedOut(this ILogger<FunctionInvoker> logger, TimeSpan limit, string function, string invocation);

    [LoggerMessage(5, LogLevel.Warning, "Function {Function} does not heed its cancellation and runs on, and nobody waits for it any more ({Invocation})")]
    public static partial void RunsOn(this ILogger<FunctionInvoker> logger, string function, string invocation);
}
