using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.DurableTask;
using OcrFunctions.EmbeddedHost.Durable;

namespace OcrFunctions.Tests.Durable.Fixtures;

/// <summary>Orchestrators and activities given as lambdas, by name.</summary>
internal sealed class LambdaFunctions : IDurableFunctions
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    private readonly ConcurrentDictionary<string, Func<TaskOrchestrationContext, Task<object?>>> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Func<string, string?, CancellationToken, Task<string?>>> _activities = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> OrchestratorNames => _orchestrators.Keys;

    public IEnumerable<string> ActivityNames => _activities.Keys;

    public LambdaFunctions Orchestrator<T>(string name, Func<TaskOrchestrationContext, Task<T>> body)
    {
        _orchestrators[name] = async context => await body(context);
        return this;
    }

    public LambdaFunctions ActivityAsync<TIn, TOut>(string name, Func<TIn?, Task<TOut>> body)
    {
        _activities[name] = async (_, input, _) =>
            JsonSerializer.Serialize<object?>(await body(input is null ? default : JsonSerializer.Deserialize<TIn>(input, Options)), Options);
        return this;
    }

    public LambdaFunctions Activity<TIn, TOut>(string name, Func<TIn?, TOut> body) => ActivityAsync<TIn, TOut>(name, input => Task.FromResult(body(input)));

    public bool HasOrchestrator(string name) => _orchestrators.ContainsKey(name);

    public bool HasActivity(string name) => _activities.ContainsKey(name);

    public async Task<(object? Value, Type? Type)> RunOrchestratorAsync(string name, TaskOrchestrationContext context)
    {
        object? value = await _orchestrators[name](context);
        return (value, value?.GetType());
    }

    public Task<string?> RunActivityAsync(string name, string instanceId, string? serializedInput, CancellationToken cancellationToken) =>
        _activities[name](instanceId, serializedInput, cancellationToken);
}
