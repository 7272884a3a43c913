using System.Runtime.CompilerServices;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// Processes started by tests end before tiered compilation pays off: half of a host's and a worker's processor time would go into it.
/// </summary>
internal static class ShortLivedProcesses
{
    [ModuleInitializer]
    internal static void CompileOnce() => Environment.SetEnvironmentVariable("DOTNET_TC_CallCountingDelayMs", "1000");
}
