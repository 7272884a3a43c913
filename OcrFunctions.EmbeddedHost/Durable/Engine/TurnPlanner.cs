using Azure;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Payloads;
using OcrFunctions.EmbeddedHost.Durable.Replay;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>Thinks a turn through: which messages count, what the orchestrator decides, what the row says afterwards. Nothing is written here.</summary>
internal sealed class TurnPlanner(IDurableFunctions functions, ILoggerFactory loggers)
{
    /// <returns>Null when nothing has changed.</returns>
    public Turn? Plan(InstanceState state, IReadOnlyList<HistoryEvent> history, HistoryIndex index, IReadOnlyList<Message> messages, DateTime now)
    {
        var inbox = new Inbox(state, index, messages);
        bool starting = !index.Started && (state.StartAt is null || state.StartAt <= now);
        if (inbox.Events.Count == 0 && !starting && !index.Started)
            return null;

        if (inbox.Events.FindIndex(e => e is ExecutionTerminated) is >= 0 and var at)
        {
            List<HistoryEvent> until = inbox.Events[..(at + 1)];
            return Conclude(state, inbox, until, new ReplayOutcome { CustomStatus = state.CustomStatus ?? "null", End = Ending.Terminated(((ExecutionTerminated)until[at]).Output) }, now);
        }

        // Not started yet: events wait in the history until it is.
        if (!index.Started && !starting)
            return new Turn { State = Touch(state, now), Events = inbox.Events, Consumed = inbox.Stored };

        List<HistoryEvent> fresh = [new OrchestratorStarted(now)];
        if (starting)
            fresh.Add(new ExecutionStarted(now, state.Name, state.Input.Text, state.Generation, state.StartAt?.UtcDateTime));
        fresh.AddRange(inbox.Events);
        ReplayOutcome outcome = Replay(state, history, fresh);
        if (outcome.Next is { } next)
            return StartOver(state, index, inbox, outcome, next, now);
        bool nothingNew = inbox.Events.Count == 0 && !starting && outcome.Requests.Count == 0 && outcome.End is null;
        return nothingNew ? null : Conclude(state, inbox, fresh, outcome, now, suspendedBefore: index.Suspended);
    }

    /// <summary>Ends an instance whose turn storage refuses for what is in it.</summary>
    public static Turn Refuse(InstanceState state, HistoryIndex index, RequestFailedException refusal, DateTime now)
    {
        List<HistoryEvent> fresh = [new OrchestratorStarted(now)];
        if (!index.Started)
            fresh.Add(new ExecutionStarted(now, state.Name, state.Input.Text, state.Generation, state.StartAt?.UtcDateTime));
        Ending end = Ending.FailedInHost(HostFailure.Refused(state.Name, refusal));
        return Conclude(state, new Inbox(state, index, []), fresh, new ReplayOutcome { CustomStatus = state.CustomStatus ?? "null", End = end }, now);
    }

    private ReplayOutcome Replay(InstanceState state, IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> fresh)
    {
        if (!functions.HasOrchestrator(state.Name))
            return new ReplayOutcome { End = Ending.FailedInHost(HostFailure.UnknownOrchestrator(state.Name, functions.OrchestratorNames)) };
        ParentOrchestrationInstance? parent = state.Parent is { } p ? new ParentOrchestrationInstance(p.Name, p.InstanceId) : null;
        return Replayer.Replay(state.InstanceId, parent, past, fresh, functions, loggers);
    }

    /// <summary>
    /// Begins the next generation with an empty history. Its first replay belongs to the same turn, so that starting over costs
    /// no more than any turn; one that starts over at once again gets a turn of its own, so that the chain can be interrupted.
    /// </summary>
    private Turn StartOver(InstanceState state, HistoryIndex index, Inbox inbox, ReplayOutcome last, StartOver next, DateTime now)
    {
        InstanceState begun = state with
        {
            Generation = state.Generation + 1,
            Input = next.Input,
            Output = StoredText.None,
            CreatedAt = now,
            StartAt = null,
            Segments = Published.None,
            Events = 0,
            HasBlobs = false,
        };
        string[] seen = [.. index.SeenMessages, .. inbox.Events.OfType<EventRaised>().Select(e => e.MessageId).OfType<string>()];
        List<HistoryEvent> fresh = [new OrchestratorStarted(now), new ExecutionStarted(now, begun.Name, next.Input, begun.Generation, null, seen), .. next.Events];
        ReplayOutcome outcome = Replay(begun, [], fresh);
        bool again = outcome.Next is not null;
        if (again)
            outcome = new ReplayOutcome { CustomStatus = outcome.CustomStatus };
        Turn turn = Conclude(begun, inbox, fresh, outcome, now);
        return turn with { Left = state, Sent = [.. SentBy(state, last.Requests), .. turn.Sent], Again = again };
    }

    private static Turn Conclude(InstanceState state, Inbox inbox, List<HistoryEvent> fresh, ReplayOutcome outcome, DateTime now, bool suspendedBefore = false)
    {
        var events = new List<HistoryEvent>(fresh);
        events.AddRange(outcome.Requests);
        if (outcome.End is { } end)
            events.Add(new ExecutionCompleted(now, end.Status, end.Result, end.Failure));

        HistoryEvent? turned = fresh.FindLast(e => e is ExecutionSuspended or ExecutionResumed);
        bool suspended = turned is null ? suspendedBefore : turned is ExecutionSuspended;
        StoredText output = (outcome.End, turned) switch
        {
            ({ } ending, _) => ending.Output,
            (_, ExecutionSuspended s) => s.Reason,
            (_, ExecutionResumed r) => r.Reason,
            _ => state.Output,
        };
        return new Turn
        {
            State = Touch(state, now) with
            {
                Status = outcome.End?.Status ?? (suspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running),
                CustomStatus = outcome.CustomStatus,
                Output = output,
            },
            Events = events,
            LiveTimers = outcome.LiveTimers,
            Sent = SentBy(state, outcome.Requests),
            Consumed = inbox.Stored,
            End = outcome.End,
        };
    }

    private static InstanceState Touch(InstanceState state, DateTime now) => state with { UpdatedAt = now, CommitId = Guid.NewGuid().ToString("N") };

    private static IReadOnlyList<Sent> SentBy(InstanceState sender, IEnumerable<RequestEvent> requests) =>
    [
        .. requests.OfType<EventSent>().Select(e =>
            new Sent(e.InstanceId, new EventRaised(e.At, e.Name, e.Input, $"{sender.RunId}-{sender.Generation}-{e.Id}"))),
    ];
}
