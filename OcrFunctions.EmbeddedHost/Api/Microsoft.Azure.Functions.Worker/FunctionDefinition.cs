namespace Microsoft.Azure.Functions.Worker;

public abstract class FunctionDefinition
{
    public abstract string PathToAssembly { get; }

    /// <summary>Type and method, such as <c>App.Triggers.Ingest.Run</c>.</summary>
    public abstract string EntryPoint { get; }

    public abstract string Id { get; }

    public abstract string Name { get; }
}
