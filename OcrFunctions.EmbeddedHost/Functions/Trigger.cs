using Microsoft.AspNetCore.Routing.Patterns;
using OcrFunctions.EmbeddedHost.Triggers.Blobs;
using OcrFunctions.EmbeddedHost.Triggers.Timers;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>What calls a function, with every setting resolved.</summary>
/// <param name="Names">Names of binding data that other parameters of the function can ask for.</param>
internal abstract record Trigger(IReadOnlyCollection<string> Names);

/// <param name="Route">Whole route, prefix included.</param>
/// <param name="Methods">Upper-case methods; none for every method.</param>
internal sealed record HttpTrigger(RoutePattern Route, IReadOnlyList<string> Methods) : Trigger([.. Route.Parameters.Select(p => p.Name)]);

internal sealed record BlobTrigger(string ConnectionString, BlobPath Path) : Trigger([.. Path.Names, .. BlobBindingData.Names]);

internal sealed record QueueTrigger(string ConnectionString, string Queue, IReadOnlyCollection<string> Names) : Trigger(Names);

internal sealed record TimerTrigger(Schedule Schedule, bool RunOnStartup, bool UseMonitor) : Trigger([]);

internal sealed record OrchestrationTrigger() : Trigger([]);

internal sealed record ActivityTrigger() : Trigger([InstanceId])
{
    public const string InstanceId = "instanceId";
}
