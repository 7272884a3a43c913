using Azure.Core;
using OcrFunctions.EmbeddedHost.Configuration;

namespace OcrFunctions.EmbeddedHost.Durable;

/// <summary>What host.json and the settings decide about durable functions.</summary>
internal sealed record DurableRuntimeOptions
{
    /// <summary>Connection string of the storage account that holds the task hub.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Name that host.json has for that connection.</summary>
    public string ConnectionName { get; init; } = "Storage";

    /// <summary>Name of the task hub: letters and digits, 3 to 45 characters, begins with a letter.</summary>
    public string TaskHub { get; init; } = "TestHubName";

    /// <summary>Activities that run at once; the real host's default is ten for each core.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Orchestrators that replay at once.</summary>
    public int MaxConcurrentOrchestrators { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Base of the management URLs without a slash at its end, such as <c>http://127.0.0.1:7071</c>; asked for when a URL is made.</summary>
    public required Func<string> BaseUrl { get; init; }

    /// <summary>So long an orderly stop waits for activities that run; then they are given back.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How the hub is held.</summary>
    public OwnershipSettings Ownership { get; init; } = new(Environment.MachineName, TimeSpan.FromSeconds(20));

    /// <summary>Events of decoded histories that stay in memory.</summary>
    public int CachedEvents { get; init; } = 500_000;

    /// <summary>Applied to every storage client of the runtime: how tests count calls and break them.</summary>
    public Action<ClientOptions>? ConfigureStorage { get; init; }
}
