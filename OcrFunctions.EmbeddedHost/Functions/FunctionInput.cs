namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>What a trigger brings to a call.</summary>
/// <param name="Value">Value of the trigger's parameter before conversion.</param>
/// <param name="Data">Binding data; its names know no case.</param>
internal sealed record FunctionInput(object? Value, IReadOnlyDictionary<string, object?> Data)
{
    public static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    /// <summary>Prepares the call before its middleware runs.</summary>
    public Action<FunctionCall>? Prepare { get; init; }
}
