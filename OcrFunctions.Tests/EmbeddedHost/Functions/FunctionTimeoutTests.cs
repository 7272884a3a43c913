using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using OcrFunctions.Tests.EmbeddedHost.Hosting;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.EmbeddedHost.Functions;

/// <summary><c>functionTimeout</c> of host.json.</summary>
public sealed class FunctionTimeoutTests(AzuriteFixture azurite)
{
    private const string OneSecond = """{ "version": "2.0", "functionTimeout": "00:00:01" }""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_takes_too_long_is_cancelled_and_answers_500_with_nothing_and_the_log_says_why()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(Slow)], hostJson: OneSecond);
        long begun = Stopwatch.GetTimestamp();

        using HttpResponseMessage response = await app.Http.GetAsync("/api/waits", Stop);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(Stop));
        Assert.True(response.Headers.ConnectionClose);
        Assert.True(Stopwatch.GetElapsedTime(begun) > TimeSpan.FromSeconds(0.9));
        Assert.Equal("cancelled", await app.Seen.NextAsync<string>());
        var line = Assert.Single(app.Log.Lines, l => l.Text.StartsWith("Timeout value of 00:00:01 exceeded by function 'Waits'", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Error, line.Level);
        Assert.EndsWith("Initiating cancellation.", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_blocks_and_ignores_its_token_runs_on_alone_and_the_log_says_so()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(Slow)], hostJson: OneSecond);

        using HttpResponseMessage response = await app.Http.GetAsync("/api/blocks", Stop);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("quick", await app.Http.GetStringAsync("/api/quick", Stop));
        Assert.Equal("unblocked", await app.Seen.NextAsync<string>());
        Assert.Contains(app.Log.Lines, l => l.Text.StartsWith("Function Blocks does not heed its cancellation and runs on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_activity_that_takes_too_long_fails_alone_and_its_orchestrator_learns_why()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(Orchestrated)], new() { ["AzureWebJobsStorage"] = azurite.NewAccount() }, OneSecond);

        string id = await app.Http.GetStringAsync("/api/orchestrate", Stop);
        using HttpResponseMessage done = await EndedAsync(app, id);

        string outcome = JsonNode.Parse(await done.Content.ReadAsStringAsync(Stop))!["output"]!.GetValue<string>();
        Assert.Equal("Microsoft.Azure.WebJobs.Host.FunctionTimeoutException: Timeout value of 00:00:01 was exceeded by function: Functions.WaitsLong; fine", outcome);
    }

    [Theory]
    [InlineData("00:00:00.5")]
    [InlineData("25.00:00:00")]
    [InlineData("-00:05:00")]
    [InlineData("soon")]
    public async Task A_time_out_that_makes_no_sense_is_refused_at_start(string text)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApp.StartAsync([typeof(Slow)], hostJson: $$"""{ "version": "2.0", "functionTimeout": "{{text}}" }"""));

        Assert.StartsWith($"host.json: functionTimeout is '{text}' and must be ", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> EndedAsync(TestApp app, string id)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            HttpResponseMessage response = await app.Http.GetAsync($"/runtime/webhooks/durabletask/instances/{id}", late.Token);
            if (response.StatusCode == HttpStatusCode.OK)
                return response;
            response.Dispose();
            await Task.Delay(100, late.Token);
        }
    }

    internal sealed class Slow(Seen seen)
    {
        [Function("Waits")]
        public async Task<IActionResult> WaitsAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "waits")] HttpRequest request, CancellationToken cancellationToken)
        {
            try
            {
                await Task.Delay(TimeSpan.FromMinutes(5), cancellationToken);
            }
            catch (OperationCanceledException)
            {
                seen.Note("cancelled");
            }

            return new OkObjectResult("too late");
        }

        [Function("Blocks")]
        public IActionResult Blocks([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "blocks")] HttpRequest request)
        {
            using var never = new ManualResetEventSlim();
            never.Wait(TimeSpan.FromSeconds(4));
            seen.Note("unblocked");
            return new OkObjectResult("too late");
        }

        [Function("Quick")]
        public static IActionResult Quick([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "quick")] HttpRequest request) => new OkObjectResult("quick");
    }

    internal static class Orchestrated
    {
        [Function("WaitsLong")]
        public static Task WaitsLong([ActivityTrigger] string text, CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromMinutes(5), cancellationToken);

        [Function("Fine")]
        public static string Fine([ActivityTrigger] string text) => text;

        [Function("Both")]
        public static async Task<string> Both([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            Task slow = context.CallActivityAsync("WaitsLong", "x");
            string fine = await context.CallActivityAsync<string>("Fine", "fine");
            try
            {
                await slow;
                return "no time-out";
            }
            catch (TaskFailedException e)
            {
                return $"{e.FailureDetails}; {fine}";
            }
        }

        [Function("Orchestrate")]
        public static async Task<IActionResult> OrchestrateAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orchestrate")] HttpRequest request, [DurableClient] DurableTaskClient client)
        {
            string id = await client.ScheduleNewOrchestrationInstanceAsync("Both");
            return new OkObjectResult(id);
        }
    }
}
