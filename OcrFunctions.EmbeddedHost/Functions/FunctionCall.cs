using Microsoft.Azure.Functions.Worker;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>One call of a function: what its parameters, its middleware and its trigger know about it.</summary>
/// <param name="function">What is called.</param>
/// <param name="triggerValue">Value of the trigger's parameter before conversion.</param>
/// <param name="data">Binding data; its names know no case.</param>
/// <param name="services">Service scope of the call.</param>
/// <param name="cancellationToken">Ends when nobody waits for the call any more.</param>
internal sealed class FunctionCall(
    FunctionDescriptor function, object? triggerValue, IReadOnlyDictionary<string, object?> data, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    public FunctionDescriptor Function => function;

    public object? TriggerValue => triggerValue;

    /// <summary>What the method returned, once it has.</summary>
    public object? Result { get; set; }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => function.Definition.Id;

    public override BindingContext BindingContext { get; } = new DataOnly(data);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken => cancellationToken;

    private sealed class DataOnly(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }
}
