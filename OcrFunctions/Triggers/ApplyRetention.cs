using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Maintenance;

namespace OcrFunctions.Triggers;

/// <summary>Once an hour: retention.</summary>
public sealed class ApplyRetention(Retention retention)
{
    private const string EveryHour = "0 7 * * * *";

    [Function(nameof(ApplyRetention))]
    public Task RunAsync([TimerTrigger(EveryHour)] TimerInfo timer, [DurableClient] DurableTaskClient client, FunctionContext context) =>
        retention.RunAsync(new DurableRuns(client), context.CancellationToken);
}
