using DurableTask.Core.Exceptions;
using OcrFunctions.EmbeddedHost.Durable.History;

namespace OcrFunctions.EmbeddedHost.Durable.Replay;

/// <summary>Compares what a replay asks for with what the history recorded in its place: kind and name, never the input.</summary>
internal static class Determinism
{
    private const string Cause = "Was a change made to the orchestrator code after this instance had already started running?";

    /// <param name="recorded">What the history has.</param>
    /// <param name="current">What this replay asked for with the same number; null if it did not get that far.</param>
    /// <exception cref="NonDeterministicOrchestrationException">They differ.</exception>
    public static void Check(RequestEvent recorded, RequestEvent? current)
    {
        string was = $"A previous execution of this orchestration {Did(recorded)}";
        if (current is null)
            throw new NonDeterministicOrchestrationException($"{was} with sequence ID {recorded.Id}{NamedLong(recorded)}, but the current replay execution hasn't (yet?) {Past(recorded)} this task. {Cause}");
        if (current.GetType() != recorded.GetType())
            throw new NonDeterministicOrchestrationException($"{was} with sequence number {recorded.Id}{Named(recorded)}, but the current orchestration replay instead produced a {Action(current)} action with this sequence number. {Cause}");
        if (!string.Equals(Name(recorded), Name(current), StringComparison.OrdinalIgnoreCase))
            throw new NonDeterministicOrchestrationException($"{was} with sequence number {recorded.Id}{Named(recorded)}, but the current orchestration replay instead {Did(current)}{Named(current)} with this sequence number.  {Cause}");
    }

    private static string? Name(RequestEvent e) => e switch
    {
        TaskScheduled task => task.Name,
        SubOrchestrationCreated child => child.Name,
        EventSent sent => sent.Name,
        _ => null,
    };

    private static string Named(RequestEvent e) => Name(e) is { } name ? $" named '{name}'" : "";

    private static string NamedLong(RequestEvent e) => Name(e) is { } name ? $" and name '{name}' (version '')" : "";

    private static string Past(RequestEvent e) => e is EventSent ? "sent" : "scheduled";

    private static string Did(RequestEvent e) => e switch
    {
        TaskScheduled => "scheduled an activity task",
        SubOrchestrationCreated => "scheduled a sub-orchestration task",
        TimerCreated => "scheduled a timer task",
        _ => "sent an event",
    };

    private static string Action(RequestEvent e) => e switch
    {
        TaskScheduled => "ScheduleTaskOrchestratorAction",
        SubOrchestrationCreated => "CreateSubOrchestrationAction",
        TimerCreated => "CreateTimerOrchestratorAction",
        _ => "SendEventOrchestratorAction",
    };
}
