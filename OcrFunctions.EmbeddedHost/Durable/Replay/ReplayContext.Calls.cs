using Microsoft.DurableTask;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Payloads;

namespace OcrFunctions.EmbeddedHost.Durable.Replay;

/// <summary>Activities, sub-orchestrations and timers.</summary>
internal sealed partial class ReplayContext
{
    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        string? json = DurableJson.WriteActivityInput(input);
        string? result = await Retries.RunAsync(
            this, options?.Retry, () => Request(name, id => new TaskScheduled(_now, id, name, json, input is byte[])).Task);
        return DurableJson.Read<TResult>(result)!;
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        // Once for all attempts: a retried child keeps its id.
        string child = options is SubOrchestrationOptions { InstanceId: { Length: > 0 } given } ? given : NewGuid().ToString("N");
        string? json = DurableJson.Write(input);
        string? result = await Retries.RunAsync(
            this, options?.Retry, () => Request(orchestratorName, id => new SubOrchestrationCreated(_now, id, orchestratorName, child, json)).Task);
        return DurableJson.Read<TResult>(result)!;
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        thread.Check();
        int id = _nextId++;
        var timer = new OpenTask(id, "timer") { IsTimer = true };
        _unrecorded.Add(id, new TimerCreated(_now, id, fireAt.ToUniversalTime()));
        _open.Add(id, timer);

        using CancellationTokenRegistration registration = cancellationToken.Register(() =>
        {
            thread.NoteIfElsewhere();
            if (_open.Remove(id))
                timer.Cancel(cancellationToken);
        });
        await timer.Task;
    }

    private void Answer(AnswerEvent answer)
    {
        // No longer open: a timer that was cancelled, or an answer that the history has twice.
        if (!_open.Remove(answer.To, out OpenTask? task))
            return;
        switch (answer)
        {
            case TaskCompleted done:
                task.Complete(done.Result);
                break;
            case SubOrchestrationCompleted done:
                task.Complete(done.Result);
                break;
            case TaskFailed { Failure: null }:
                var nothing = new DurableTask.Core.Exceptions.TaskFailedException();
                task.Fail(new TaskFailedException(task.Name, task.Id, new TaskFailureDetails("(unknown)", "(unknown)", null, null, null), nothing.Message, nothing));
                break;
            case TaskFailed { Failure: { } failure }:
                var cause = new DurableTask.Core.Exceptions.TaskFailedException(failure.ErrorMessage);
                task.Fail(new TaskFailedException(task.Name, task.Id, failure, failure.ErrorMessage, cause));
                break;
            case SubOrchestrationFailed failed:
                task.Fail(new TaskFailedException(task.Name, task.Id, failed.Failure, failed.Failure?.ErrorMessage, null));
                break;
            default:
                task.Complete(null);
                break;
        }
    }
}
