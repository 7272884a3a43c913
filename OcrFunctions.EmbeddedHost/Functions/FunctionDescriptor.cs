using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>A function of the app, checked and ready to be called.</summary>
/// <param name="Parameters">One binder for each parameter of the method, in its order.</param>
internal sealed record FunctionDescriptor(string Name, MethodInfo Method, Trigger Trigger, IReadOnlyList<ParameterBinder> Parameters)
{
    public FunctionDefinition Definition { get; } = new DefinitionOf(Name, Method);

    /// <summary>Id under which the host keeps receipts and states of the function.</summary>
    public string StorageId => "Host.Functions." + Name;

    private sealed class DefinitionOf(string name, MethodInfo method) : FunctionDefinition
    {
        public override string PathToAssembly => method.Module.Assembly.Location;

        public override string EntryPoint => $"{method.DeclaringType!.FullName}.{method.Name}";

        public override string Id { get; } = name;

        public override string Name => Id;
    }
}
