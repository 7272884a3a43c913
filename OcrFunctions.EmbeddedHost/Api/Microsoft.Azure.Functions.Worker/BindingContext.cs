namespace Microsoft.Azure.Functions.Worker;

public abstract class BindingContext
{
    /// <summary>What the trigger knows besides its value: names from the path, metadata, counts.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
