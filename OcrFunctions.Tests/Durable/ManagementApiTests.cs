using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.DurableTask;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class ManagementApiTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_instance_is_202_and_says_when_to_ask_again()
    {
        await using TestHub hub = await StartAsync();
        await hub.ScheduleAsync("Waits", 5, "w");
        await hub.StartedAsync("w");

        HttpResponseMessage answer = await hub.HttpAsync(HttpMethod.Get, "instances/w?code=x");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
        Assert.Equal(answer.RequestMessage!.RequestUri, answer.Headers.Location);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        using JsonDocument body = await JsonAsync(answer);
        Assert.Equal(["name", "instanceId", "runtimeStatus", "input", "customStatus", "output", "createdTime", "lastUpdatedTime"], body.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", body.RootElement.GetProperty("createdTime").GetString());
        Assert.Equal(5, body.RootElement.GetProperty("input").GetInt32());
        Assert.Equal("waiting é", body.RootElement.GetProperty("customStatus").GetString());
        Assert.Contains("waiting é", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task A_finished_instance_is_200_and_a_failed_one_500_if_asked()
    {
        await using TestHub hub = await StartAsync();
        await hub.RunAsync("Fails", id: "f");

        HttpResponseMessage ok = await hub.HttpAsync(HttpMethod.Get, "INSTANCES/f/");
        HttpResponseMessage error = await hub.HttpAsync(HttpMethod.Get, "instances/f?returnInternalServerErrorOnFailure=TRUE");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.InternalServerError), (ok.StatusCode, error.StatusCode));
        Assert.Null(ok.Headers.Location);
        using JsonDocument body = await JsonAsync(error);
        Assert.Equal("Microsoft.DurableTask.TaskFailedException: Task 'Throw' (#0) failed with an unhandled exception: broken", body.RootElement.GetProperty("output").GetString());
    }

    [Theory]
    [InlineData("GET", "instances/nobody")]
    [InlineData("PUT", "instances/done")]
    [InlineData("GET", "instances/done/terminate")]
    [InlineData("GET", "instances/done?taskHub=another")]
    [InlineData("POST", "instances/nobody/terminate")]
    [InlineData("DELETE", "instances/nobody")]
    [InlineData("GET", "nothing")]
    public async Task Whatever_is_not_there_is_404_without_a_body(string method, string path)
    {
        await using TestHub hub = await StartAsync();
        await hub.RunAsync("Quick", id: "done");

        HttpResponseMessage answer = await hub.HttpAsync(new HttpMethod(method), path);

        Assert.Equal((HttpStatusCode.NotFound, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancelled)));
    }

    [Fact]
    public async Task The_history_folds_requests_into_their_answers()
    {
        await using TestHub hub = await StartAsync();
        await hub.RunAsync("Everything", id: "e");

        using JsonDocument shown = await JsonAsync(await hub.HttpAsync(HttpMethod.Get, "instances/e?showHistory=true&showHistoryOutput=true"));
        using JsonDocument bare = await JsonAsync(await hub.HttpAsync(HttpMethod.Get, "instances/e?showHistory=true&showInput=false"));

        JsonElement[] events = [.. shown.RootElement.GetProperty("historyEvents").EnumerateArray()];
        Assert.Equal(
            ["EventType", "Input", "Correlation", "ParentTraceContext", "ScheduledStartTime", "Generation", "GenerateNewTrace", "Timestamp", "FunctionName"], Names(events[0]));
        Assert.Equal(["EventType", "Result", "Timestamp", "ScheduledTime", "FunctionName", "Input"], Names(events[1]));
        Assert.Equal("ok", events[1].GetProperty("Result").GetProperty("State").GetString());
        Assert.Equal(["EventType", "Reason", "Details", "FailureDetails", "Timestamp", "ScheduledTime", "FunctionName", "Input"], Names(events[2]));
        Assert.Equal(["ErrorType", "ErrorMessage", "StackTrace", "InnerFailure", "IsNonRetriable", "Properties"], Names(events[2].GetProperty("FailureDetails")));
        Assert.Equal(["EventType", "Result", "Timestamp", "ScheduledTime", "FunctionName", "InstanceId", "Input"], Names(events[3]));
        Assert.Equal(["EventType", "FireAt", "Timestamp"], Names(events[4]));
        Assert.Equal(["EventType", "OrchestrationStatus", "Result", "FailureDetails", "Timestamp"], Names(events[^1]));
        Assert.Matches(@"\.\d{1,7}Z$|\dZ$", events[1].GetProperty("Timestamp").GetString());
        Assert.EndsWith("+00:00", events[1].GetProperty("ScheduledTime").GetString());
        Assert.Equal(["EventType", "Timestamp", "ScheduledTime", "FunctionName"], Names(bare.RootElement.GetProperty("historyEvents")[1]));
        Assert.DoesNotContain("Input", Names(bare.RootElement.GetProperty("historyEvents")[0]));
    }

    [Fact]
    public async Task Instances_are_acted_on_by_POST_and_DELETE()
    {
        await using TestHub hub = await StartAsync();
        await hub.ScheduleAsync("Waits", id: "w");
        await hub.StartedAsync("w");

        Assert.Equal(HttpStatusCode.Accepted, (await hub.HttpAsync(HttpMethod.Post, "instances/w/suspend?reason=why")).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await hub.HttpAsync(HttpMethod.Post, "instances/w/suspend?reason=why")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await hub.HttpAsync(HttpMethod.Post, "instances/w/resume")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await hub.HttpAsync(HttpMethod.Delete, "instances/w")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await hub.HttpAsync(HttpMethod.Post, "instances/w/raiseEvent/go", new StringContent("\"x\"", Encoding.UTF8, "text/plain"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await hub.HttpAsync(HttpMethod.Post, "instances/w/raiseEvent/go", new StringContent("no", Encoding.UTF8, "application/json"))).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await hub.HttpAsync(HttpMethod.Post, "instances/w/raiseEvent/go", new StringContent("\"over HTTP\"", Encoding.UTF8, "application/json"))).StatusCode);
        Assert.Equal("over HTTP", (await hub.FinishedAsync("w")).ReadOutputAs<string>());
        Assert.Equal(HttpStatusCode.Gone, (await hub.HttpAsync(HttpMethod.Post, "instances/w/terminate?reason=x")).StatusCode);
        Assert.Equal("{\"instancesDeleted\":1}", await (await hub.HttpAsync(HttpMethod.Delete, "instances/w")).Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Orchestrations_are_started_and_listed_over_HTTP()
    {
        await using TestHub hub = await StartAsync();

        HttpResponseMessage started = await hub.HttpAsync(HttpMethod.Post, "orchestrators/Quick/a", new StringContent("7"));
        await hub.FinishedAsync("a");
        await hub.RunAsync("Quick", 8, "b");
        HttpResponseMessage page = await hub.HttpAsync(HttpMethod.Get, "instances?top=1&runtimeStatus=completed,Nonsense&createdTimeFrom=rubbish");

        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        using JsonDocument urls = await JsonAsync(started);
        Assert.Equal("a", urls.RootElement.GetProperty("id").GetString());
        Assert.EndsWith("/instances/a/terminate?reason={text}&taskHub=TestHub&connection=Storage&code=local", urls.RootElement.GetProperty("terminatePostUri").GetString());
        using JsonDocument list = await JsonAsync(page);
        Assert.Equal(["a"], list.RootElement.EnumerateArray().Select(i => i.GetProperty("instanceId").GetString()));
        Assert.True(page.Headers.Contains("x-ms-continuation-token"));
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];

    private static async Task<JsonDocument> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled));

    private async Task<TestHub> StartAsync()
    {
        var hub = new TestHub(azurite);
        hub.Functions
            .Activity<string, object>("Read", _ => new { State = "ok" })
            .Activity<string, int>("Throw", _ => throw new InvalidOperationException("broken"))
            .Orchestrator("Quick", c => Task.FromResult(c.GetInput<int>()))
            .Orchestrator("Fails", c => c.CallActivityAsync<int>("Throw"))
            .Orchestrator("Waits", c =>
            {
                c.SetCustomStatus("waiting é");
                return c.WaitForExternalEvent<string>("go", CancellationToken.None);
            })
            .Orchestrator("Everything", async c =>
            {
                await c.CallActivityAsync("Read");
                await Assert.ThrowsAsync<TaskFailedException>(() => c.CallActivityAsync("Throw"));
                await c.CallSubOrchestratorAsync("Quick", 1);
                await c.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                return 1;
            });
        return await hub.StartAsync();
    }
}
