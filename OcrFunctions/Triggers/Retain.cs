using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Upkeep;

namespace OcrFunctions.Triggers;

/// <summary>Once an hour: what was kept long enough.</summary>
public sealed class Retain(Retention retention)
{
    private const string EveryHour = "0 7 * * * *";

    [Function(nameof(Retain))]
    public Task RunAsync([TimerTrigger(EveryHour)] TimerInfo timer, [DurableClient] DurableTaskClient client, FunctionContext context) =>
        retention.RunAsync(new DurableRuns(client), context.CancellationToken);
}
