namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>The functions of an app, by name; names know no case.</summary>
internal sealed class FunctionCatalogue(IReadOnlyList<FunctionDescriptor> functions)
{
    private readonly Dictionary<string, FunctionDescriptor> _byName = functions.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<FunctionDescriptor> All => functions;

    /// <summary>The app has orchestrators, activities or a client, so it needs a task hub.</summary>
    public bool IsDurable { get; } = functions.Any(f =>
        f.Trigger is OrchestrationTrigger or ActivityTrigger || f.Parameters.Contains(ParameterBinders.DurableClient));

    public IEnumerable<(FunctionDescriptor Function, T Trigger)> WithTrigger<T>()
        where T : Trigger => functions.Where(f => f.Trigger is T).Select(f => (f, (T)f.Trigger));

    /// <returns>Null where no function of that name has that trigger.</returns>
    public FunctionDescriptor? Find<T>(string name)
        where T : Trigger => _byName.GetValueOrDefault(name) is { Trigger: T } function ? function : null;
}
