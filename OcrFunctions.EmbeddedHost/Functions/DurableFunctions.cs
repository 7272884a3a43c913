using Microsoft.DurableTask;
using OcrFunctions.EmbeddedHost.Durable;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>The catalogue's orchestrators and activities for the durable runtime.</summary>
internal sealed class DurableFunctions(FunctionCatalogue catalogue, FunctionInvoker invoker, IServiceProvider services) : IDurableFunctions
{
    public bool HasOrchestrator(string name) => catalogue.Find<OrchestrationTrigger>(name) is not null;

    public bool HasActivity(string name) => catalogue.Find<ActivityTrigger>(name) is not null;

    public IEnumerable<string> OrchestratorNames => catalogue.WithTrigger<OrchestrationTrigger>().Select(f => f.Function.Name);

    public IEnumerable<string> ActivityNames => catalogue.WithTrigger<ActivityTrigger>().Select(f => f.Function.Name);

    /// <remarks>
    /// Without scope and without middleware: this runs once for every replay, most replays end by never coming back from an
    /// await, and what stands around them would be left hanging.
    /// </remarks>
    public async Task<(object? Value, Type? Type)> RunOrchestratorAsync(string name, TaskOrchestrationContext context)
    {
        FunctionDescriptor function = catalogue.Find<OrchestrationTrigger>(name) ?? throw Unknown(name, "an orchestrator");
        var call = new FunctionCall(function, context, FunctionInput.NoData, services, CancellationToken.None);
        await FunctionPipeline.CallAsync(call);
        return (call.Result, MethodResult.TypeOf(function.Method));
    }

    public async Task<string?> RunActivityAsync(string name, string instanceId, string? serializedInput, CancellationToken cancellationToken)
    {
        FunctionDescriptor function = catalogue.Find<ActivityTrigger>(name) ?? throw Unknown(name, "an activity");
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { [ActivityTrigger.InstanceId] = instanceId };
        string? result = null;
        await invoker.InvokeAsync(function, new FunctionInput(serializedInput, data), cancellationToken, call =>
        {
            result = DurablePayload.Write(call.Result);
            return Task.CompletedTask;
        });
        return result;
    }

    private static InvalidOperationException Unknown(string name, string kind) => new($"No function '{name}' of the app is {kind}.");
}
