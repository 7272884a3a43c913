using Azure.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using OcrFunctions.EmbeddedHost.Durable;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Durable.Fixtures;

/// <summary>A task hub of one test, in a storage account of its own; its runtime can be started, stopped and crashed again and again.</summary>
internal sealed class TestHub(AzuriteFixture azurite) : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<DurableRuntime> _runtimes = [];

    public LambdaFunctions Functions { get; } = new();

    public string ConnectionString { get; } = azurite.NewAccount();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public int ActivitiesAtOnce { get; init; } = 8;

    public Action<ClientOptions>? ConfigureStorage { get; init; }

    /// <summary>The latest runtime that was started.</summary>
    public DurableRuntime Runtime => _runtimes[^1];

    public DurableTaskClient Client => Runtime.Client;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A runtime on this hub that has not been started.</summary>
    public DurableRuntime NewRuntime(IDurableFunctions? functions = null)
    {
        var options = new DurableRuntimeOptions
        {
            ConnectionString = ConnectionString,
            TaskHub = "TestHub",
            BaseUrl = () => "http://localhost:7071",
            MaxConcurrentActivities = ActivitiesAtOnce,
            MaxConcurrentOrchestrators = 8,
            ConfigureStorage = ConfigureStorage,
        };
        return new DurableRuntime(options, functions ?? Functions, Time, NullLoggerFactory.Instance);
    }

    public async Task<TestHub> StartAsync()
    {
        DurableRuntime runtime = NewRuntime();
        _runtimes.Add(runtime);
        await runtime.StartAsync(Cancelled).WaitAsync(Patience, Cancelled);
        return this;
    }

    public Task StopAsync() => Runtime.StopAsync(Cancelled).WaitAsync(Patience, Cancelled);

    /// <summary>Ends the runtime as if its process had been killed.</summary>
    public Task CrashAsync() => Runtime.AbandonAsync().WaitAsync(Patience, Cancelled);

    public Task<string> ScheduleAsync(string orchestrator, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id), Cancelled);

    public Task<OrchestrationMetadata> FinishedAsync(string id) =>
        Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancelled).WaitAsync(Patience, Cancelled);

    /// <summary>Schedules an orchestration and waits for its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, string? id = null) =>
        await FinishedAsync(await ScheduleAsync(orchestrator, input, id));

    public async ValueTask DisposeAsync()
    {
        foreach (DurableRuntime runtime in _runtimes)
            await runtime.DisposeAsync();
    }
}
