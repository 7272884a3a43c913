using Microsoft.DurableTask;

namespace OcrFunctions.EmbeddedHost.Durable;

/// <summary>The app's orchestrators and activities, as the durable runtime sees them: by name, with JSON in and out.</summary>
internal interface IDurableFunctions
{
    bool HasOrchestrator(string name);

    bool HasActivity(string name);

    /// <summary>For the message about an orchestrator that does not exist.</summary>
    IEnumerable<string> OrchestratorNames => [];

    /// <summary>For the message about an activity that does not exist.</summary>
    IEnumerable<string> ActivityNames => [];

    /// <summary>
    /// Calls an orchestrator. Its own exception comes out unwrapped. It runs on a scheduler of its own: what is awaited on the way to it
    /// must be complete already, and nothing on the way back may use <c>ConfigureAwait(false)</c>, or it counts as not durable.
    /// </summary>
    /// <returns>The value it returned, with its declared type; <c>null</c> for one that returns nothing.</returns>
    Task<(object? Value, Type? Type)> RunOrchestratorAsync(string name, TaskOrchestrationContext context);

    /// <summary>Calls an activity in a service scope of its own. Its own exception comes out unwrapped.</summary>
    /// <param name="serializedInput">JSON as the orchestrator's call made it, or null.</param>
    /// <returns>JSON of what it returned; <c>null</c> for one that returns nothing.</returns>
    Task<string?> RunActivityAsync(string name, string instanceId, string? serializedInput, CancellationToken cancellationToken);
}
