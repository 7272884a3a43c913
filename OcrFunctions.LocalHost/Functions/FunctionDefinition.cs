using System.Text.Json;
using OcrFunctions.LocalHost.Protocol;

namespace OcrFunctions.LocalHost.Functions;

/// <summary>A function of the app.</summary>
/// <param name="Metadata">The worker's metadata, which is sent back to it when it loads the function.</param>
/// <param name="Bindings">Its bindings.</param>
internal sealed record FunctionDefinition(RpcFunctionMetadata Metadata, IReadOnlyList<FunctionBinding> Bindings)
{
    public string Id => Metadata.FunctionId;

    public string Name => Metadata.Name;

    public FunctionBinding Trigger { get; } = Bindings.First(binding => binding.IsTrigger);

    /// <summary>
    /// Route of an HTTP function below the prefix. Settings between percent signs are not replaced: neither the real host nor the worker,
    /// which has the same route, replaces them.
    /// </summary>
    public string Route => Trigger.Text("route") ?? Name;

    /// <summary>Names of the parameters that get a durable client.</summary>
    public IEnumerable<string> DurableClients =>
        Bindings.Where(binding => binding.Is(BindingTypes.DurableClient)).Select(binding => binding.Name);

    /// <exception cref="InvalidOperationException">The function has a binding that this host does not support, or no trigger.</exception>
    public static FunctionDefinition Read(RpcFunctionMetadata metadata)
    {
        FunctionBinding[] bindings = [.. metadata.RawBindings.Select(json => new FunctionBinding(JsonDocument.Parse(json).RootElement))];
        if (Array.Find(bindings, binding => !BindingTypes.All.Contains(binding.Type, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new InvalidOperationException(
                $"Function '{metadata.Name}': the local host has no binding of type '{unknown.Type}'. It has "
                    + $"{string.Join(", ", BindingTypes.All)}.");
        if (!bindings.Any(binding => binding.IsTrigger))
            throw new InvalidOperationException($"Function '{metadata.Name}' has no trigger.");
        return new FunctionDefinition(metadata, bindings);
    }

    /// <summary>What the worker is told to load; a function whose bindings are not named there never gets any.</summary>
    public FunctionLoadRequest LoadRequest()
    {
        var metadata =
            new RpcFunctionMetadata
            {
                Name = Name,
                Directory = Metadata.Directory,
                ScriptFile = Metadata.ScriptFile,
                EntryPoint = Metadata.EntryPoint
            };
        metadata.Properties.Add(Metadata.Properties);
        foreach (FunctionBinding binding in Bindings)
        {
            var info = new BindingInfo
            {
                Type = binding.Type,
                Direction = Enum.TryParse(binding.Text("direction"), ignoreCase: true, out BindingInfo.Types.Direction direction)
                    ? direction : default,
                DataType = Enum.TryParse(binding.Text("dataType"), ignoreCase: true, out BindingInfo.Types.DataType type) ? type : default,
            };
            foreach ((string name, string value) in binding.Properties)
                info.Properties.Add(name, value);
            metadata.Bindings.Add(binding.Name, info);
        }

        return new FunctionLoadRequest { FunctionId = Id, Metadata = metadata };
    }
}
