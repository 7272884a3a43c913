using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace OcrFunctions.CrashTarget;

/// <param name="Branches">Children of the whole.</param>
/// <param name="Steps">Activities of a child.</param>
/// <param name="Milliseconds">How long an activity takes.</param>
public sealed record Plan(int Branches, int Steps, int Milliseconds);

/// <summary>Children in parallel; each runs half of its steps at once, waits for a timer, then the others one after another.</summary>
public static class Orchestrations
{
    private static readonly TaskOptions TryAgain = TaskOptions.FromRetryPolicy(new RetryPolicy(maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromMilliseconds(100)));

    [Function(nameof(Whole))]
    public static async Task<string> Whole([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Plan plan = context.GetInput<Plan>()!;
        var branches = Enumerable.Range(0, plan.Branches).Select(n =>
            context.CallSubOrchestratorAsync<string>(nameof(Branch), new Step(n, plan.Steps, plan.Milliseconds), new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-{n}")));
        return string.Join(' ', await Task.WhenAll(branches));
    }

    [Function(nameof(Branch))]
    public static async Task<string> Branch([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Step all = context.GetInput<Step>()!;
        var results = new List<int>(await Task.WhenAll(Enumerable.Range(0, all.Number / 2).Select(n => StepAsync(context, all, n))));
        await context.CreateTimer(TimeSpan.FromMilliseconds(300), CancellationToken.None);
        for (int n = results.Count; n < all.Number; n++)
            results.Add(await StepAsync(context, all, n));
        return string.Join('+', results);
    }

    /// <summary>POST /api/start/{id} with a <see cref="Plan"/>.</summary>
    [Function(nameof(Start))]
    public static async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "start/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client)
    {
        Plan plan = (await request.ReadFromJsonAsync<Plan>())!;
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(Whole), plan, new StartOrchestrationOptions(id));
        return new AcceptedResult();
    }

    private static Task<int> StepAsync(TaskOrchestrationContext context, Step all, int number) =>
        context.CallActivityAsync<int>(nameof(Activities.TakeStep), all with { Number = number }, TryAgain);
}
