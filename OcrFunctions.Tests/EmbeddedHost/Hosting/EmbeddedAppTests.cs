using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OcrFunctions.EmbeddedHost;

namespace OcrFunctions.Tests.EmbeddedHost.Hosting;

/// <summary>Starting and stopping an app in this process.</summary>
public sealed class EmbeddedAppTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_apps_run_at_once_with_functions_and_settings_of_their_own()
    {
        TestApp[] apps = await Task.WhenAll(Enumerable.Range(1, 2).Select(n => TestApp.StartAsync([typeof(Named)], new() { ["Name"] = $"app {n}" })));
        await using TestApp one = apps[0], two = apps[1];

        Assert.Equal("app 1", await one.Http.GetStringAsync("/api/name", Stop));
        Assert.Equal("app 2", await two.Http.GetStringAsync("/api/name", Stop));
    }

    [Fact]
    public async Task A_port_that_is_taken_fails_the_start_with_its_number()
    {
        await using TestApp first = await TestApp.StartAsync([typeof(Named)]);
        int port = first.App.BaseAddress.Port;

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync([typeof(Named)], port: port));

        Assert.StartsWith($"Port {port} of 127.0.0.1 is taken", error.Message);
    }

    [Fact]
    public async Task What_the_entry_point_throws_comes_out_of_the_start()
    {
        var error = await Assert.ThrowsAsync<FormatException>(() => EmbeddedApp.StartAsync(_ => throw new FormatException("no"), new EmbeddedHostOptions(), Stop));

        Assert.Equal("no", error.Message);
    }

    [Fact]
    public async Task An_entry_point_that_returns_early_fails_the_start()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => EmbeddedApp.StartAsync(_ => Task.CompletedTask, new EmbeddedHostOptions(), Stop));

        Assert.Contains("returned before its host was running", error.Message);
    }

    [Fact]
    public async Task An_entry_point_may_block_and_a_caller_may_give_up_waiting()
    {
        using var leave = new CancellationTokenSource();
        await leave.CancelAsync();
        var options = new EmbeddedHostOptions { Port = 0, FunctionTypes = [typeof(Named)] };

        await using (EmbeddedApp app = await EmbeddedApp.StartAsync(Blocks, options, Stop))
            Assert.False(app.Completion.IsCompleted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EmbeddedApp.StartAsync(Blocks, options, leave.Token));

        static Task Blocks(string[] args)
        {
            FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
            builder.ConfigureFunctionsWebApplication().Build().Run();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Stopping_refuses_new_requests_and_waits_for_those_that_run()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(Gated)]);
        Task<string> running = app.Http.GetStringAsync("/api/gated", Stop);
        TaskCompletionSource gate = await app.Seen.NextAsync<TaskCompletionSource>();

        Task stopping = app.App.StopAsync(Stop);
        using var late = new HttpClient { BaseAddress = app.App.BaseAddress };
        await Eventually(async () => await Assert.ThrowsAsync<HttpRequestException>(() => late.GetStringAsync("/api/gated", Stop)));
        Assert.False(stopping.IsCompleted);
        gate.SetResult();

        Assert.Equal("done, not cancelled", await running);
        await stopping;
    }

    /// <summary>A request that still gets in blocks, so that the assertion is tried with a fresh one.</summary>
    private static async Task Eventually(Func<Task> assertion)
    {
        for (int n = 1; ; n++)
        {
            try
            {
                await assertion().WaitAsync(TimeSpan.FromMilliseconds(200), Stop);
                return;
            }
            catch (Exception e) when (n < 50 && e is TimeoutException or Xunit.Sdk.XunitException)
            {
                await Task.Delay(50, Stop);
            }
        }
    }

    private sealed class Named(IConfiguration configuration)
    {
        [Function("Name")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new OkObjectResult(configuration["Name"]);
    }

    private sealed class Gated(Seen seen)
    {
        [Function("Gated")]
        public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken stop)
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            seen.Note(gate);
            await gate.Task.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
            return new OkObjectResult(stop.IsCancellationRequested ? "done, cancelled" : "done, not cancelled");
        }
    }
}
