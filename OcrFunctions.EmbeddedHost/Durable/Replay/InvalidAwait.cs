namespace OcrFunctions.EmbeddedHost.Durable.Replay;

/// <summary>
/// The failure of an orchestrator that awaits something that is not durable. The real host says the first two sentences when it
/// notices, and otherwise leaves the instance Running for ever.
/// </summary>
internal static class InvalidAwait
{
    public static InvalidOperationException Exception(string? orchestrator = null) => new(
        "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks in an orchestrator function's "
        + "implementation or by middleware that invokes asynchronous code."
        + (orchestrator is null
            ? ""
            : $" The orchestrator '{orchestrator}' is neither finished nor waiting for an activity, a sub-orchestration, a timer or an event: look for an await of "
                + "Task.Delay, Task.Run, an HTTP or storage client, or for ConfigureAwait(false)."));
}
