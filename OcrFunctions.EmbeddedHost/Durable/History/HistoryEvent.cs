using System.Text.Json.Serialization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace OcrFunctions.EmbeddedHost.Durable.History;

/// <summary>
/// One thing that has happened to an orchestration. Its history is all the state it has: replaying the events in order
/// brings the orchestrator back to where it was.
/// </summary>
/// <param name="At">When it happened, UTC.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "e")]
[JsonDerivedType(typeof(OrchestratorStarted), "turn")]
[JsonDerivedType(typeof(ExecutionStarted), "started")]
[JsonDerivedType(typeof(TaskScheduled), "task")]
[JsonDerivedType(typeof(TaskCompleted), "taskDone")]
[JsonDerivedType(typeof(TaskFailed), "taskFailed")]
[JsonDerivedType(typeof(SubOrchestrationCreated), "child")]
[JsonDerivedType(typeof(SubOrchestrationCompleted), "childDone")]
[JsonDerivedType(typeof(SubOrchestrationFailed), "childFailed")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(EventRaised), "event")]
[JsonDerivedType(typeof(EventSent), "sent")]
[JsonDerivedType(typeof(ExecutionSuspended), "suspended")]
[JsonDerivedType(typeof(ExecutionResumed), "resumed")]
[JsonDerivedType(typeof(ExecutionTerminated), "terminated")]
[JsonDerivedType(typeof(ExecutionCompleted), "completed")]
[JsonDerivedType(typeof(StoredInBlob), "blob")]
internal abstract record HistoryEvent(DateTime At);

/// <summary>What the orchestrator has asked for; <see cref="Id"/> counts its requests from 0 in the order of its calls.</summary>
internal abstract record RequestEvent(DateTime At, int Id) : HistoryEvent(At);

/// <summary>The answer to the request with this id.</summary>
internal abstract record AnswerEvent(DateTime At, int To) : HistoryEvent(At);

/// <summary>A turn begins; its time is what <see cref="TaskOrchestrationContext.CurrentUtcDateTime"/> shows until the next one.</summary>
internal sealed record OrchestratorStarted(DateTime At) : HistoryEvent(At);

/// <param name="At">When it started.</param>
/// <param name="Name">Its orchestrator, spelt as the caller did.</param>
/// <param name="Input">JSON, or null.</param>
/// <param name="Generation">How often it has continued as new.</param>
/// <param name="ScheduledStart">When it was asked to start, if a time was given.</param>
/// <param name="SeenMessages">Messages between orchestrations that earlier generations have had; they may be sent again.</param>
internal sealed record ExecutionStarted(
    DateTime At, string Name, string? Input, int Generation, DateTime? ScheduledStart, IReadOnlyList<string>? SeenMessages = null) : HistoryEvent(At);

/// <param name="Binary">The input was a byte array, which the real worker's activities refuse.</param>
internal sealed record TaskScheduled(DateTime At, int Id, string Name, string? Input, bool Binary = false) : RequestEvent(At, Id);

internal sealed record TaskCompleted(DateTime At, int To, string? Result) : AnswerEvent(At, To);

/// <param name="Failure">Null when there was nothing to call.</param>
internal sealed record TaskFailed(DateTime At, int To, string Reason, TaskFailureDetails? Failure) : AnswerEvent(At, To);

internal sealed record SubOrchestrationCreated(DateTime At, int Id, string Name, string InstanceId, string? Input) : RequestEvent(At, Id);

internal sealed record SubOrchestrationCompleted(DateTime At, int To, string? Result) : AnswerEvent(At, To);

/// <param name="Failure">Null when the child failed for a reason that is no exception of its own.</param>
internal sealed record SubOrchestrationFailed(DateTime At, int To, string Reason, TaskFailureDetails? Failure) : AnswerEvent(At, To);

internal sealed record TimerCreated(DateTime At, int Id, DateTime FireAt) : RequestEvent(At, Id);

internal sealed record TimerFired(DateTime At, int To, DateTime FireAt) : AnswerEvent(At, To);

/// <param name="MessageId">Set when another orchestration sent it, which may happen twice.</param>
internal sealed record EventRaised(DateTime At, string Name, string? Input, string? MessageId = null) : HistoryEvent(At);

internal sealed record EventSent(DateTime At, int Id, string InstanceId, string Name, string? Input) : RequestEvent(At, Id);

internal sealed record ExecutionSuspended(DateTime At, string? Reason) : HistoryEvent(At);

internal sealed record ExecutionResumed(DateTime At, string? Reason) : HistoryEvent(At);

/// <param name="Output">JSON, or null.</param>
internal sealed record ExecutionTerminated(DateTime At, string? Output) : HistoryEvent(At);

/// <param name="Result">JSON of the output; of a failure its message.</param>
internal sealed record ExecutionCompleted(DateTime At, OrchestrationRuntimeStatus Status, string? Result, TaskFailureDetails? Failure) : HistoryEvent(At);

/// <summary>Stands in storage for an event that is too large for a table.</summary>
internal sealed record StoredInBlob(DateTime At, string Blob) : HistoryEvent(At);
