using System.Text.Json;
using Azure.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
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

    public string ConnectionString { get; init; } = azurite.NewAccount();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public int ActivitiesAtOnce { get; init; } = 8;

    public int CachedEvents { get; init; } = 500_000;

    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(10);

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
            CachedEvents = CachedEvents,
            ConfigureStorage = ConfigureStorage,
            StopPatience = StopPatience,
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

    public Task<OrchestrationMetadata> StartedAsync(string id) =>
        Client.WaitForInstanceStartAsync(id, getInputsAndOutputs: true, Cancelled).WaitAsync(Patience, Cancelled);

    public Task<OrchestrationMetadata?> GetAsync(string id) => Client.GetInstanceAsync(id, getInputsAndOutputs: true, Cancelled);

    /// <summary>Types of the events in an instance's history, as the management API shows them.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync(string id)
    {
        using JsonDocument instance = JsonDocument.Parse(await (await HttpAsync(HttpMethod.Get, $"instances/{id}?showHistory=true")).Content.ReadAsStringAsync(Cancelled));
        return [.. instance.RootElement.GetProperty("historyEvents").EnumerateArray().Select(e => e.GetProperty("EventType").GetString()!)];
    }

    /// <summary>Asks the management API of the latest runtime, below its root.</summary>
    public async Task<HttpResponseMessage> HttpAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using WebApplication app = builder.Build();
        Runtime.MapManagementEndpoints(app);
        await app.StartAsync(Cancelled);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single() + "/runtime/webhooks/durabletask/") };
        using var request = new HttpRequestMessage(method, path) { Content = content };
        HttpResponseMessage answer = await http.SendAsync(request, Cancelled);
        await answer.Content.LoadIntoBufferAsync(Cancelled);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DurableRuntime runtime in _runtimes)
            await runtime.DisposeAsync();
    }
}
