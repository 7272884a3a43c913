using System.Diagnostics;
using OcrFunctions.LocalHost.Functions;
using OcrFunctions.LocalHost.Protocol;

namespace OcrFunctions.LocalHost.Worker;

/// <summary>Calls functions in the worker.</summary>
internal sealed class FunctionInvoker(WorkerSupervisor workers)
{
    /// <summary>Value of <c>[DurableClient]</c> parameters; it does not change while the host runs.</summary>
    public string? DurableClient { get; set; }

    /// <param name="function">The function.</param>
    /// <param name="trigger">Value of its trigger.</param>
    /// <param name="metadata">Metadata of the trigger besides its value, by name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the function returned.</returns>
    public async Task<object?> InvokeAsync(FunctionDefinition function, object? trigger,
        IEnumerable<KeyValuePair<string, object?>> metadata, CancellationToken cancellationToken)
    {
        WorkerChannel worker = await workers.GetAsync(cancellationToken);
        return await worker.InvokeAsync(Request(function, Guid.NewGuid().ToString(), trigger.ToTypedData(), metadata), cancellationToken);
    }

    /// <param name="function">The function.</param>
    /// <param name="invocationId">Id of the call.</param>
    /// <param name="trigger">Value of its trigger.</param>
    /// <param name="metadata">Metadata of the trigger besides its value; nulls are left out.</param>
    public InvocationRequest Request(FunctionDefinition function, string invocationId, TypedData trigger,
        IEnumerable<KeyValuePair<string, object?>> metadata)
    {
        // The context that this host was given, by a client or by an orchestration. Its own activity is exported to nowhere: below it, the
        // worker's spans would have a parent that no trace has.
        var request = new InvocationRequest
        {
            InvocationId = invocationId,
            FunctionId = function.Id,
            TraceContext =
                new RpcTraceContext
                {
                    TraceParent = Activity.Current?.ParentId ?? "",
                    TraceState = Activity.Current?.TraceStateString ?? "",
                },
        };
        request.InputData.Add(new ParameterBinding { Name = function.Trigger.Name, Data = trigger });
        foreach (string client in function.DurableClients)
            request.InputData.Add(new ParameterBinding { Name = client, Data = DurableClient.ToTypedData() });
        foreach ((string name, object? value) in metadata)
            if (value is not null)
                request.TriggerMetadata[name] = value.ToTypedData();
        return request;
    }
}
