using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Payloads;

namespace OcrFunctions.EmbeddedHost.Durable.Replay;

/// <summary>
/// Replay is a function: history in, decisions out. It reads no clock, does no I/O, and runs on the calling thread alone; the
/// same history leads to the same decisions.
/// </summary>
internal static class Replayer
{
    /// <param name="instanceId">The instance.</param>
    /// <param name="parent">The orchestration that called it.</param>
    /// <param name="past">What earlier turns have recorded.</param>
    /// <param name="fresh">What has happened since; while these are applied <c>IsReplaying</c> is false.</param>
    /// <param name="functions">Where the orchestrator is.</param>
    /// <param name="loggers">For the orchestrator's own log lines.</param>
    public static ReplayOutcome Replay(
        string instanceId, ParentOrchestrationInstance? parent, IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> fresh, IDurableFunctions functions, ILoggerFactory loggers)
    {
        var thread = new ReplayThread();
        var context = new ReplayContext(instanceId, parent, thread, loggers);

        // An await would prefer a synchronisation context that happens to be here to our scheduler.
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            foreach (HistoryEvent e in past)
                context.Apply(e, replaying: true, functions);
            foreach (HistoryEvent e in fresh)
                context.Apply(e, replaying: false, functions);
            return context.Decide();
        }
        catch (NonDeterministicOrchestrationException e)
        {
            return new ReplayOutcome { CustomStatus = context.CustomStatus, End = Ending.Failed(TaskFailureDetails.FromException(e)) };
        }
        catch (UncatchableFailureException e)
        {
            return new ReplayOutcome { End = Ending.FailedInHost(HostFailure.InWorker(context.Name, e.InnerException!)) };
        }
        finally
        {
            thread.Close();
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }
}
