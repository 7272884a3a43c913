using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.EmbeddedHost.Hosting;

/// <summary>Host and durable runtime together, from a request to the management URLs.</summary>
public sealed class DurableAppTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_starts_an_orchestration_that_calls_activities_and_can_be_looked_at()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(Flow)], new() { ["AzureWebJobsStorage"] = azurite.NewAccount() });

        using HttpResponseMessage started = await app.Http.PostAsync("/api/flows/flow-1", null, Stop);

        JsonElement answer = await started.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal("[1,4,9]", answer.GetProperty("output").GetString());
        string url = answer.GetProperty("urls").GetProperty("statusQueryGetUri").GetString()!;
        Assert.StartsWith($"{app.App.BaseAddress}runtime/webhooks/durabletask/instances/flow-1?", url);
        JsonElement status = await app.Http.GetFromJsonAsync<JsonElement>(url, Stop);
        Assert.Equal("Completed", status.GetProperty("runtimeStatus").GetString());
        Assert.Equal("[1,4,9]", status.GetProperty("output").GetRawText());
    }

    [Fact]
    public async Task An_app_that_stops_gives_its_task_hub_to_the_next_one()
    {
        var settings = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = azurite.NewAccount() };
        await using (TestApp first = await TestApp.StartAsync([typeof(Flow)], settings))
            (await first.Http.PostAsync("/api/flows/one", null, Stop)).EnsureSuccessStatusCode();

        await using TestApp second = await TestApp.StartAsync([typeof(Flow)], settings).WaitAsync(TimeSpan.FromSeconds(20), Stop);

        JsonElement old = await second.Http.GetFromJsonAsync<JsonElement>("/runtime/webhooks/durabletask/instances/one", Stop);
        Assert.Equal("Completed", old.GetProperty("runtimeStatus").GetString());
    }

    private sealed class Flow
    {
        [Function("Start")]
        public async Task<IActionResult> Start(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "flows/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken stop)
        {
            await client.ScheduleNewOrchestrationInstanceAsync("Squares", 3, new StartOrchestrationOptions(id), stop);
            OrchestrationMetadata done = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, stop);
            return new OkObjectResult(new { Output = done.SerializedOutput, Urls = client.CreateHttpManagementPayload(id) });
        }

        [Function("Squares")]
        public static Task<int[]> Squares([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Task.WhenAll(Enumerable.Range(1, context.GetInput<int>()).Select(n => context.CallActivityAsync<int>("Square", n)));

        [Function("Square")]
        public int Square([ActivityTrigger] int n) => n * n;
    }
}
