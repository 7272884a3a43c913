using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Payloads;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>
/// Runs activities, first come first served, so many at once. The queue is memory only: what it holds follows from the
/// histories, which know what was scheduled and has no result, and is queued again when they are loaded. So an activity runs
/// at least once, and its result is recorded exactly once.
/// </summary>
internal sealed class ActivityPool : IAsyncDisposable
{
    /// <summary>What the real worker says when an activity's input is a byte array by itself.</summary>
    private const string BinaryRefused = "Expected converter source to be a string, received System.ReadOnlyMemory`1[System.Byte].";

    private readonly Channel<Work> _queue = Channel.CreateUnbounded<Work>();
    private readonly CancellationTokenSource _noMore = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly IDurableFunctions _functions;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _workers;

    public ActivityPool(IDurableFunctions functions, TimeProvider time, int atOnce, ILogger log)
    {
        (_functions, _time, _log) = (functions, time, log);
        _workers = Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(WorkAsync)));
    }

    public void Enqueue(Instance instance, GenerationKey generation, TaskScheduled task) => _queue.Writer.TryWrite(new Work(instance, generation, task));

    /// <summary>Takes nothing more from the queue and waits for what runs.</summary>
    /// <returns>Whether everything ended in time; what did not has been asked to cancel, and runs again some day.</returns>
    public async Task<bool> DrainAsync(Task patience)
    {
        await _noMore.CancelAsync();
        if (await Task.WhenAny(_workers, patience) == _workers)
            return true;
        await _kill.CancelAsync();
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await _noMore.CancelAsync();
        await _kill.CancelAsync();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                Work work = await _queue.Reader.ReadAsync(_noMore.Token);
                _noMore.Token.ThrowIfCancellationRequested();

                // The orchestration has ended without it: nobody would read the result.
                if (work.Instance.IsAt(work.Generation))
                    work.Instance.Post(new Message(await RunAsync(work), work.Generation));
            }
        }
        catch (OperationCanceledException) when (_noMore.IsCancellationRequested)
        {
            // The host ends; the queue can be made again.
        }
    }

    private async Task<AnswerEvent> RunAsync(Work work)
    {
        (TaskScheduled task, string instanceId) = (work.Task, work.Instance.Id);
        if (!_functions.HasActivity(task.Name))
            return new TaskFailed(Now(), task.Id, HostFailure.UnknownActivity(task.Name, _functions.ActivityNames), null);
        try
        {
            if (task.Binary)
                throw new InvalidOperationException(BinaryRefused);
            string? result = await _functions.RunActivityAsync(task.Name, instanceId, task.Input, _kill.Token);
            return new TaskCompleted(Now(), task.Id, result);
        }
        catch (Exception e)
        {
            EngineLog.ActivityFailed(_log, task.Name, instanceId, e);
            TaskFailureDetails failure = TaskFailureDetails.FromException(e);
            return new TaskFailed(Now(), task.Id, $"Function '{task.Name}' failed with an unhandled exception.", failure);
        }
    }

    private DateTime Now() => _time.GetUtcNow().UtcDateTime;

    private sealed record Work(Instance Instance, GenerationKey Generation, TaskScheduled Task);
}
