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
}
