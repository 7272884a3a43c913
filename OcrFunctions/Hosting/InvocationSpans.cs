using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace OcrFunctions.Hosting;

/// <summary>
/// Leaves out spans of function calls that say nothing. An orchestrator is replayed, so it is called many times for the same work. A call
/// of an activity that the host gives no trace would be a trace of its own beside the document's, which has the activity's work.
/// </summary>
internal sealed class InvocationSpans : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (Activity.Current is { } span && IsLeftOut(context))
        {
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            // What is below it decides for itself.
            Activity.Current = null;
        }

        return next(context);
    }

    private static bool IsLeftOut(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type switch
        {
            "orchestrationTrigger" => true,
            "activityTrigger" => string.IsNullOrEmpty(context.TraceContext.TraceParent),
            _ => false,
        });
}
