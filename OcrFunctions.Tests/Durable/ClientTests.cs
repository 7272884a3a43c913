using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.Tests.Durable.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable;

public sealed class ClientTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_id_that_is_running_is_refused()
    {
        await using TestHub hub = await StartAsync();
        await hub.ScheduleAsync("Waits", id: "w");
        await hub.StartedAsync("w");

        var e = await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => hub.ScheduleAsync("Waits", id: "w"));
        Assert.Equal("An Orchestration instance with the ID w already exists.", e.Message);
    }

    [Fact]
    public async Task A_finished_id_runs_again_unless_a_dedupe_status_names_it()
    {
        await using TestHub hub = await StartAsync();
        await hub.RunAsync("Quick", 1, "q");
        Assert.Equal("2", (await hub.RunAsync("Quick", 2, "q")).SerializedOutput);

        StartOrchestrationOptions other = new StartOrchestrationOptions("q").WithDedupeStatuses(OrchestrationRuntimeStatus.Failed);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Quick", 3, other, Cancelled);
        Assert.Equal("3", (await hub.FinishedAsync("q")).SerializedOutput);

        StartOrchestrationOptions named = new StartOrchestrationOptions("q").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("Quick", 4, named, Cancelled));
    }

    [Fact]
    public async Task Six_schedules_of_one_id_at_once_all_succeed_and_run_it_once()
    {
        await using var hub = new TestHub(azurite);
        int runs = 0;
        hub.Functions
            .Activity<string, int>("Count", _ => Interlocked.Increment(ref runs))
            .Orchestrator("Once", async c => await c.CallActivityAsync<int>("Count") + (await c.WaitForExternalEvent<string>("end")).Length);
        await hub.StartAsync();

        string[] ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => hub.ScheduleAsync("Once", id: "o")));
        await hub.Client.RaiseEventAsync("o", "end", "", Cancelled);

        Assert.Equal("1", (await hub.FinishedAsync("o")).SerializedOutput);
        Assert.Equal(1, runs);
        Assert.All(ids, id => Assert.Equal("o", id));
    }

    [Theory]
    [InlineData("with blank")]
    [InlineData("UPPER")]
    [InlineData("日本 😀 é")]
    [InlineData("a/b\\c#d?e+f%2Fg&h='i'")]
    [InlineData("tab\tnewline\ncontrol\u0001")]
    [InlineData("..")]
    [InlineData("!~_-.")]
    public async Task Odd_ids_are_ids_like_any_other(string id)
    {
        await using TestHub hub = await StartAsync();

        Assert.Equal(id, await hub.ScheduleAsync("Quick", 1, id));
        OrchestrationMetadata done = await hub.FinishedAsync(id);

        Assert.Equal((id, "1"), (done.InstanceId, done.SerializedOutput));
        Assert.Null(await hub.GetAsync(id + "x"));
        OrchestrationMetadata listed = await hub.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: id[..1])).SingleAsync(Cancelled);
        Assert.Equal(id, listed.InstanceId);
        Assert.Equal(1, (await hub.Client.PurgeInstanceAsync(id, Cancelled)).PurgedInstanceCount);
        Assert.Null(await hub.GetAsync(id));
    }

    [Fact]
    public async Task Ids_that_cannot_be_are_refused_and_an_empty_one_is_none()
    {
        await using TestHub hub = await StartAsync();

        Assert.Matches("^[0-9a-f]{32}$", await hub.ScheduleAsync("Quick", 1, ""));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.ScheduleAsync("Quick", 1, "@entity@key"));
        RpcException e = await Assert.ThrowsAsync<RpcException>(() => hub.ScheduleAsync("Quick", 1, new string('v', 1000)));
        Assert.Equal(StatusCode.Internal, e.StatusCode);
        Assert.Equal("1", (await hub.RunAsync("Quick", 1, new string('日', 255))).SerializedOutput);
    }

    [Fact]
    public async Task Without_inputs_and_outputs_there_is_nothing_to_read()
    {
        await using TestHub hub = await StartAsync();
        await hub.RunAsync("Quick", 1, "q");

        OrchestrationMetadata bare = (await hub.Client.GetInstanceAsync("q", Cancelled))!;

        Assert.Equal((null, null, null), (bare.SerializedInput, bare.SerializedOutput, bare.SerializedCustomStatus));
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<int>());
        Assert.Equal("The ReadOutputAs method can only be used on OrchestrationMetadata objects that are fetched with the option to include output data.", e.Message);
    }

    [Fact]
    public async Task Terminating_gives_the_output_and_a_finished_one_is_refused()
    {
        await using TestHub hub = await StartAsync();
        await hub.ScheduleAsync("Waits", id: "w");
        await hub.StartedAsync("w");

        await hub.Client.TerminateInstanceAsync("w", new TerminateInstanceOptions(new { A = 1 }), Cancelled);

        OrchestrationMetadata ended = (await hub.GetAsync("w"))!;
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "{\"A\":1}"), (ended.RuntimeStatus, ended.SerializedOutput));
        RpcException again = await Assert.ThrowsAsync<RpcException>(() => hub.Client.TerminateInstanceAsync("w", Cancelled));
        Assert.Equal(
            "Status(StatusCode=\"FailedPrecondition\", Detail=\"InvalidOperationException: Cannot terminate the orchestration instance w because instance is in the Terminated state.\")",
            again.Message);
    }

    [Fact]
    public async Task Purging_a_running_instance_is_refused_and_an_unknown_one_counts_nothing()
    {
        await using TestHub hub = await StartAsync();
        await hub.ScheduleAsync("Waits", id: "w");
        await hub.StartedAsync("w");

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.PurgeInstanceAsync("w", Cancelled));
        Assert.Equal("Only orchestrations in a terminal state can be purged, but the orchestration with instance ID w has status Running", e.Message);
        PurgeResult nobody = await hub.Client.PurgeInstanceAsync("nobody", Cancelled);
        Assert.Equal((0, null), (nobody.PurgedInstanceCount, nobody.IsComplete));
    }

    [Fact]
    public async Task Many_are_purged_by_status_and_time()
    {
        await using TestHub hub = await StartAsync();
        await hub.RunAsync("Quick", 1, "a");
        await hub.RunAsync("Quick", 1, "b");
        await hub.RunAsync("Nobody", 1, "c");
        await hub.ScheduleAsync("Waits", id: "d");

        var completed = new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Completed]);
        Assert.Equal(2, (await hub.Client.PurgeAllInstancesAsync(completed, Cancelled)).PurgedInstanceCount);
        Assert.Equal(0, (await hub.Client.PurgeInstancesAsync(DateTimeOffset.MaxValue, null, Cancelled)).PurgedInstanceCount);
        Assert.Equal(1, (await hub.Client.PurgeInstancesAsync(null, null, Cancelled)).PurgedInstanceCount);
        Assert.Equal("d", (await hub.Client.GetAllInstancesAsync().SingleAsync(Cancelled)).InstanceId);
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        await using TestHub hub = await StartAsync();
        for (int i = 0; i < 5; i++)
            await hub.RunAsync("Quick", i, $"p-{i}");
        await hub.RunAsync("Quick", 9, "other");

        var pages = await hub.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "p-", PageSize: 2)).AsPages().ToListAsync(Cancelled);

        Assert.Equal([2, 2, 1], pages.Select(p => p.Values.Count));
        Assert.Equal(["p-0", "p-1", "p-2", "p-3", "p-4"], pages.SelectMany(p => p.Values).Select(m => m.InstanceId));
        Assert.Null(pages[^1].ContinuationToken);
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        await using TestHub hub = await StartAsync();
        using var given = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        OperationCanceledException e = await Assert.ThrowsAsync<OperationCanceledException>(() => hub.Client.WaitForInstanceCompletionAsync("nobody", given.Token));
        Assert.Equal("The WaitForInstanceCompletionAsync operation was canceled.", e.Message);
    }

    private async Task<TestHub> StartAsync()
    {
        var hub = new TestHub(azurite);
        hub.Functions
            .Orchestrator("Quick", c => Task.FromResult(c.GetInput<int>()))
            .Orchestrator("Waits", c => c.WaitForExternalEvent<string>("go", CancellationToken.None));
        return await hub.StartAsync();
    }
}
