using Microsoft.Extensions.Configuration;

namespace OcrFunctions.EmbeddedHost.Configuration;

/// <summary><c>extensions.blobs</c> of <c>host.json</c>.</summary>
internal sealed record BlobSettings
{
    private const string Section = "extensions:blobs:";

    /// <summary>Calls of blob functions that run at once.</summary>
    public int MaxDegreeOfParallelism { get; private init; } = 8 * Environment.ProcessorCount;

    /// <summary>Calls for one version of a blob before it counts as poison.</summary>
    public int PoisonThreshold { get; private init; } = 5;

    public static BlobSettings Read(IConfiguration json)
    {
        var defaults = new BlobSettings();
        return new BlobSettings
        {
            MaxDegreeOfParallelism = HostSettings.Number(json, Section + "maxDegreeOfParallelism", 1, int.MaxValue) ?? defaults.MaxDegreeOfParallelism,
            PoisonThreshold = HostSettings.Number(json, Section + "poisonBlobThreshold", 1, int.MaxValue) ?? defaults.PoisonThreshold,
        };
    }
}
