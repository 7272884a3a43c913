using System.Diagnostics;
using System.Net;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.LocalHost.Recordings;

namespace OcrFunctions.Tests.LocalHost;

/// <summary>The worker process: its start, its end, and its replacement.</summary>
public sealed class WorkerTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan MaxStart = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_worker_that_is_killed_is_replaced()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        HostProcess host = await app.StartAsync();
        int first = await app.PingAsync(host);
        Assert.Equal(first, host.WorkerProcessId);

        await host.KillWorkerAsync();

        int second = await app.PingUntilServedAsync(host);
        Assert.NotEqual(first, second);
        Assert.Equal(second, host.WorkerProcessId);
    }

    [Fact]
    public async Task Requests_that_come_while_a_worker_is_replaced_are_served_by_the_next()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        HostProcess host = await app.StartAsync();
        await app.PingAsync(host);

        await host.KillWorkerAsync();
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.GetAsync(host, "api/ping")));

        // On a busy machine, the next worker may need longer than requests wait.
        Assert.All(answers,
            answer => Assert.True(answer.IsSuccessStatusCode || answer.Headers.RetryAfter is not null, $"{answer.StatusCode}"));
        await app.PingUntilServedAsync(host);
    }

    [Fact]
    public async Task Activities_of_a_killed_worker_fail_and_are_retried_where_a_policy_requests_it()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        HostProcess host = await app.StartAsync();
        await app.HoldAsync(host, "once", count: 1, seconds: 20);
        await app.HoldAsync(host, "again", count: 2, seconds: 3, attempts: 3);
        await app.UntilNotedAsync("begin", 3);

        await host.KillWorkerAsync();

        Assert.Equal(
            "once-1 failed: Microsoft.Azure.WebJobs.Host.FunctionInvocationException: "
                + "OcrFunctions.LocalHost.Worker.WorkerProcessExitException", (await app.ResultAsync(host, "once"))[0]);
        Assert.Equal(["again-1", "again-2"], await app.ResultAsync(host, "again"));
    }

    [Fact]
    public async Task Requests_wait_five_seconds_for_a_worker_and_then_get_a_Retry_After()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        HostProcess host = await app.StartAsync();
        int first = await app.PingAsync(host);
        await host.KillWorkerAsync();
        await ProcessTable.Until(() => host.WorkerProcessId is { } id && id != first, MaxStart, "another worker process");
        int second = host.WorkerProcessId!.Value;
        await Signal.SendAsync("STOP", second);

        long asked = Stopwatch.GetTimestamp();
        using HttpResponseMessage refused = await app.GetAsync(host, "api/ping");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.FromSeconds(4.5), TimeSpan.FromSeconds(8));

        await Signal.SendAsync("CONT", second);
        await ProcessTable.Until(
            () => host.Lines.Any(line => line.Contains($"The worker process {second} has taken over", StringComparison.Ordinal)), MaxStart,
            "the worker goes on");
        Assert.Equal(second, await app.PingAsync(host));
    }

    [Fact]
    public async Task An_app_that_ends_before_its_functions_are_loaded_ends_the_host_with_its_error()
    {
        await using var app = new ProbeApp(azurite.NewAccount());

        (int code, string error) = await app.RefusedAsync(ProbeHost.Folder, ("PROBE_START_ERROR", "The setting Color is missing."));

        Assert.Equal(1, code);
        Assert.Equal(
            "The app ended before its functions were loaded (exit code 134). System.InvalidOperationException: The setting Color is "
                + "missing.", error);
    }

    [Fact]
    public async Task An_app_whose_port_was_taken_before_it_listened_is_started_again()
    {
        string error = Path.GetTempFileName();
        await File.WriteAllTextAsync(error, "Failed to bind to address http://127.0.0.1:43035: address already in use.",
            TestContext.Current.CancellationToken);
        await using var app = new ProbeApp(azurite.NewAccount());

        HostProcess host = await app.StartAsync(("PROBE_FIRST_START_ERROR", error));

        Assert.Equal(host.WorkerProcessId, await app.PingAsync(host));
        Assert.False(File.Exists(error), "The app was started once only.");
    }

    [Fact]
    public async Task A_function_with_a_binding_that_the_host_does_not_have_is_refused_by_name()
    {
        await using var app = new ProbeApp(azurite.NewAccount());

        (int code, string error) = await app.RefusedAsync(ProbeHost.Folder, ("PROBE_FOREIGN_BINDING", "signalRTrigger"));

        Assert.Equal(1, code);
        Assert.StartsWith("Function 'Foreign': the local host has no binding of type 'signalRTrigger'. It has httpTrigger, ", error,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }
}
