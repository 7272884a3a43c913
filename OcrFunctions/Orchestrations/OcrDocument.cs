using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using OcrFunctions.Activities;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Inspection;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Orchestrations;

/// <summary>One run over one document: inspect, read the chunks in a few lanes, finish.</summary>
public static class OcrDocument
{
    /// <summary>Number of checks whether the original of this copy is finished, before the copy is read anyway: about two hours.</summary>
    private const int MaxWaits = 130;

    [Function(OrchestrationNames.OcrDocument)]
    public static async Task<DocumentOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        DocumentRun run = context.GetInput<DocumentRun>()!;
        OcrError? failure = null;
        try
        {
            DocumentPlan plan = await PlanAsync(context, run);
            if (plan.CopyFrom is { } from)
                await context.CallActivityAsync<int>(nameof(CopyPages), new CopyInput(run, from), Retries.OfStorage);
            else
                failure = plan.Error ?? await ReadPagesAsync(context, run, plan);
        }
        catch (TaskFailedException e)
        {
            failure = OcrError.Of(ErrorCodes.InternalError, e.FailureDetails.ErrorMessage);
        }

        return await context.CallActivityAsync<DocumentOutcome>(nameof(FinishDocument), new FinishInput(run, failure), Retries.OfStorage);
    }

    private static async Task<DocumentPlan> PlanAsync(TaskOrchestrationContext context, DocumentRun run)
    {
        for (int wait = 1; ; wait++)
        {
            DocumentPlan plan = await context.CallActivityAsync<DocumentPlan>(nameof(InspectDocument), run, Retries.OfStorage);
            if (!plan.Wait || wait > MaxWaits)
                return plan;
            await context.CreateTimer(Retries.BackOff(run.Id, 0, wait), CancellationToken.None);
        }
    }

    /// <returns>Why reading stopped early; null if every chunk finished.</returns>
    private static async Task<OcrError?> ReadPagesAsync(TaskOrchestrationContext context, DocumentRun run, DocumentPlan plan)
    {
        if (plan.Chunks == 0)
            return null;
        IReadOnlyList<PageRanges> chunks = PageRanges.Parse(plan.Pages)!.Split(plan.Chunks);
        var progress = new RunProgress(chunks.Sum(c => c.Count), 0, 0);
        context.SetCustomStatus(progress);

        var lanes = new List<Task<ChunkOutcome>>();
        OcrError? failure = null;
        bool stopped = false;
        for (int next = 0; lanes.Count > 0 || (next < chunks.Count && !stopped);)
        {
            for (; !stopped && lanes.Count < plan.Lanes && next < chunks.Count; next++)
            {
                var chunk = new ChunkInput(run, chunks[next].ToString(), plan.Window, plan.PagesPerActivity);
                var options = new SubOrchestrationOptions(instanceId: run.ChunkInstanceId(next));
                lanes.Add(context.CallSubOrchestratorAsync<ChunkOutcome>(nameof(OcrPages), chunk, options));
            }

            Task<ChunkOutcome> ended = await Task.WhenAny(lanes);
            lanes.Remove(ended);
            try
            {
                ChunkOutcome outcome = await ended;
                progress = progress.With(outcome);
                context.SetCustomStatus(progress);
                stopped |= outcome.Stopped;
            }
            catch (TaskFailedException e)
            {
                // The other lane is drained before the document is finished: no child may outlive it.
                failure ??= OcrError.Of(ErrorCodes.InternalError, e.FailureDetails.ErrorMessage);
                stopped = true;
            }
        }

        return failure;
    }
}
