using OcrFunctions.LocalHost.Protocol;

namespace OcrFunctions.LocalHost.Worker;

/// <summary>
/// A function failed in the worker. The Durable extension parses the message to get an activity's failure details, so its form is fixed.
/// </summary>
internal sealed class RpcInvocationException(StatusResult result)
    : Exception($"Result: {result.Status}\nException: {result.Exception?.Message}\nStack: {result.Exception?.StackTrace}");
