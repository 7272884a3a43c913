using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable.History;

namespace OcrFunctions.EmbeddedHost.Durable.Replay;

/// <summary>What a replay has decided.</summary>
internal sealed record ReplayOutcome
{
    /// <summary>Requests that the history does not have yet, in the order of their ids.</summary>
    public IReadOnlyList<RequestEvent> Requests { get; init; } = [];

    /// <summary>Timers that are still waited for; the others were cancelled.</summary>
    public IReadOnlySet<int> LiveTimers { get; init; } = new HashSet<int>();

    /// <summary>Latest custom status as JSON; the text <c>null</c> when none was set.</summary>
    public string CustomStatus { get; init; } = "null";

    /// <summary>Set when the orchestration ends with this turn.</summary>
    public Ending? End { get; init; }

    /// <summary>Set when it starts over with this turn.</summary>
    public StartOver? Next { get; init; }
}

/// <param name="Status">Completed, Failed or Terminated.</param>
/// <param name="Output">The instance's output: JSON, or the bare text of a failure.</param>
/// <param name="Result">What the history's last event shows: of a failure the message alone.</param>
/// <param name="Failure">Of a failure by exception.</param>
internal sealed record Ending(OrchestrationRuntimeStatus Status, string? Output, string? Result, TaskFailureDetails? Failure)
{
    /// <summary>Beyond this many characters the real host shows a failure without its type.</summary>
    private const int LongOutput = 30_000;

    public static Ending Completed(string? output) => new(OrchestrationRuntimeStatus.Completed, output, output, null);

    public static Ending Terminated(string? output) => new(OrchestrationRuntimeStatus.Terminated, output, output, null);

    public static Ending Failed(TaskFailureDetails failure) => new(
        OrchestrationRuntimeStatus.Failed, failure.ErrorMessage.Length > LongOutput ? failure.ErrorMessage : failure.ToString(), failure.ErrorMessage, failure);

    public static Ending FailedInHost(string json) => new(OrchestrationRuntimeStatus.Failed, json, json, null);
}

/// <param name="Input">JSON of the next generation's input.</param>
/// <param name="Events">Events that nobody has waited for, to be kept.</param>
internal sealed record StartOver(string? Input, IReadOnlyList<EventRaised> Events);
