using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace OcrFunctions.Tests.Probe;

/// <summary>What activities do, and how often each is tried.</summary>
public sealed record HoldOrder(int Count, double Seconds, int Attempts, bool Stubborn);

public sealed record HoldPart(string Name, double Seconds, bool Stubborn);

/// <summary>Activities that take some time, to be interrupted.</summary>
public static class Hold
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    [Function(nameof(StartHolding))]
    public static async Task<IActionResult> StartHolding(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "holding/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id) =>
        new OkObjectResult(
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(HoldMany), await request.ReadFromJsonAsync<HoldOrder>(),
                new StartOrchestrationOptions(id)));

    /// <summary>Returns for each activity its name, or why it failed.</summary>
    [Function(nameof(HoldMany))]
    public static Task<string[]> HoldMany([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        HoldOrder order = context.GetInput<HoldOrder>()!;
        return Task.WhenAll(Enumerable.Range(1, order.Count).Select(number => OneAsync(context, order, $"{context.InstanceId}-{number}")));
    }

    [Function(nameof(HoldOne))]
    public static async Task<string> HoldOne([ActivityTrigger] HoldPart part, CancellationToken stop)
    {
        Journal.Note($"begin {part.Name}");
        await Task.Delay(TimeSpan.FromSeconds(part.Seconds), part.Stubborn ? CancellationToken.None : stop);
        Journal.Note($"end {part.Name}");
        return part.Name;
    }

    private static async Task<string> OneAsync(TaskOrchestrationContext context, HoldOrder order, string name)
    {
        TaskOptions? options = order.Attempts > 1 ? TaskOptions.FromRetryPolicy(new RetryPolicy(order.Attempts, FirstPause)) : null;
        try
        {
            return await context.CallActivityAsync<string>(nameof(HoldOne), new HoldPart(name, order.Seconds, order.Stubborn), options);
        }
        catch (TaskFailedException e)
        {
            return $"{name} failed: {e.FailureDetails.ErrorType}: {e.FailureDetails.InnerFailure?.ErrorType}";
        }
    }
}
