using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Maintenance;

namespace OcrFunctions.Triggers;

/// <summary>Once a minute: the reconciler.</summary>
public sealed class Reconcile(Reconciler reconciler)
{
    private const string EveryMinute = "0 * * * * *";

    [Function(nameof(Reconcile))]
    public Task RunAsync([TimerTrigger(EveryMinute)] TimerInfo timer, [DurableClient] DurableTaskClient client, FunctionContext context) =>
        reconciler.RunAsync(new DurableRuns(client), context.CancellationToken);
}
