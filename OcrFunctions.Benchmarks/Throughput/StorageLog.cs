namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>
/// Storage calls in the log of an Azurite that logs every call, as <c>./run</c> with <c>OCRFUNCTIONS_STORAGE_LOG</c> starts one.
/// </summary>
internal static class StorageLog
{
    /// <summary>How many calls a log has. Requests for queue messages are not counted: most of them are polls that find nothing.</summary>
    /// <param name="path">The log; null for none.</param>
    /// <returns>Null without a log.</returns>
    public static int? Calls(string? path) => path is null ? null : File.ReadLines(path).Count(IsCall);

    private static bool IsCall(string line) =>
        line.Contains(" HTTP/1.1\" ", StringComparison.Ordinal)
        && !(line.Contains("\"GET ", StringComparison.Ordinal) && line.Contains("/messages?", StringComparison.Ordinal));
}
