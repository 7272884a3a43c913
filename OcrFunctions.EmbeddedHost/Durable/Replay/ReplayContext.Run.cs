using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Payloads;

namespace OcrFunctions.EmbeddedHost.Durable.Replay;

/// <summary>How history goes in and decisions come out.</summary>
internal sealed partial class ReplayContext
{
    private readonly Queue<HistoryEvent> _heldBack = new();
    private Task<(object? Value, Type? Type)>? _run;
    private bool _suspended;

    /// <summary>Lets one event have its effect, up to the point where the orchestrator waits again.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The orchestrator asked for something else than is recorded.</exception>
    /// <exception cref="UncatchableFailureException">The event cannot be handed to the one who waits for it.</exception>
    public void Apply(HistoryEvent e, bool replaying, IDurableFunctions functions)
    {
        _replaying = replaying;
        switch (e)
        {
            case OrchestratorStarted turn:
                _now = turn.At;
                break;
            case ExecutionStarted started:
                (_name, _input) = (started.Name, started.Input);
                Start(functions);
                ReleaseHeldBack();
                break;
            case RequestEvent request:
                _unrecorded.Remove(request.Id, out RequestEvent? current);
                Determinism.Check(request, current);
                break;
            case ExecutionSuspended:
                _suspended = true;
                break;
            case ExecutionResumed:
                _suspended = false;
                ReleaseHeldBack();
                break;
            case AnswerEvent or EventRaised when _suspended || _run is null:
                _heldBack.Enqueue(e);
                break;
            case AnswerEvent or EventRaised:
                Deliver(e);
                break;
        }
    }

    public ReplayOutcome Decide()
    {
        var outcome = new ReplayOutcome
        {
            Requests = [.. _unrecorded.Values],
            LiveTimers = _open.Values.Where(t => t.IsTimer).Select(t => t.Id).ToHashSet(),
            CustomStatus = CustomStatus,
        };
        if (thread.Intruded || IsStuck)
            return new ReplayOutcome { CustomStatus = CustomStatus, End = Ending.Failed(TaskFailureDetails.FromException(InvalidAwait.Exception(_name))) };
        if (CustomStatus.Length > CustomStatusLimit.Characters)
            return new ReplayOutcome { End = Ending.FailedInHost(HostFailure.Unhandled(_name, CustomStatusLimit.Exceeded(CustomStatus))) };

        // Like the real host: what was started keeps an orchestration open, even if nobody awaits it any more.
        return _run is { IsCompleted: true } && _open.Count == 0 ? Finish(outcome, _run) : outcome;
    }

    private bool IsStuck => _run is { IsCompleted: false } && _open.Count == 0 && !WaitsForEvents && _heldBack.Count == 0;

    private ReplayOutcome Finish(ReplayOutcome outcome, Task<(object? Value, Type? Type)> run)
    {
        try
        {
            // Completed, so this only takes the value or throws what the orchestrator threw.
            object? value = run.GetAwaiter().GetResult().Value;
            return NextGeneration is { } next
                ? outcome with { Next = next with { Events = _keepEvents ? [.. _unclaimed, .. _heldBack.OfType<EventRaised>()] : [] } }
                : outcome with { End = Ending.Completed(DurableJson.Write(value)) };
        }
        catch (OperationCanceledException)
        {
            return new ReplayOutcome { End = Ending.FailedInHost(HostFailure.Canceled(_name)) };
        }
        catch (Exception e)
        {
            return outcome with { End = Ending.Failed(TaskFailureDetails.FromException(e)) };
        }
    }

    private void Start(IDurableFunctions functions)
    {
        var start = new Task<Task<(object?, Type?)>>(() => functions.RunOrchestratorAsync(_name, this));
        start.Start(thread);
        thread.Drain();
        _run = start.IsFaulted ? Task.FromException<(object?, Type?)>(start.Exception.InnerException!) : start.Result;
        _ = _run.ContinueWith(_ => thread.NoteIfElsewhere(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void ReleaseHeldBack()
    {
        while (!_suspended && _heldBack.TryDequeue(out HistoryEvent? e))
            Deliver(e);
    }

    private void Deliver(HistoryEvent e)
    {
        if (e is AnswerEvent answer)
            Answer(answer);
        else
            Raise((EventRaised)e);
        thread.Drain();
    }
}
