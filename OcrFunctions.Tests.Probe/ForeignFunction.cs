using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

namespace OcrFunctions.Tests.Probe;

/// <summary>Adds a function with a binding that the local host does not support to those that the app lists.</summary>
/// <param name="inner">Lists the others.</param>
/// <param name="bindingType">Type of the binding.</param>
internal sealed class ForeignFunction(IFunctionMetadataProvider inner, string bindingType) : IFunctionMetadataProvider
{
    public const string SettingKey = "PROBE_FOREIGN_BINDING";

    public async Task<ImmutableArray<IFunctionMetadata>> GetFunctionMetadataAsync(string directory) =>
        (await inner.GetFunctionMetadataAsync(directory)).Add(new DefaultFunctionMetadata
        {
            Language = "dotnet-isolated",
            Name = "Foreign",
            EntryPoint = $"{typeof(Web).FullName}.{nameof(Web.Ping)}",
            ScriptFile = $"{typeof(Web).Assembly.GetName().Name}.dll",
            RawBindings = [$$"""{"name":"input","direction":"In","type":"{{bindingType}}"}"""],
        });
}
