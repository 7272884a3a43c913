using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace OcrFunctions.EmbeddedHost.Configuration;

/// <summary>What <c>host.json</c> decides, with the real host's defaults where it is silent.</summary>
internal sealed record HostSettings
{
    /// <summary>First part of every route; empty for none.</summary>
    public string RoutePrefix { get; private init; } = "api";

    /// <summary>The shortest that the real host takes, and the longest that a timer can be set to.</summary>
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1), LongestTimeout = TimeSpan.FromDays(24);

    /// <summary>Longest run of a function that is allowed, orchestrators aside; null for any.</summary>
    public TimeSpan? FunctionTimeout { get; private init; } = TimeSpan.FromMinutes(30);

    public string HubName { get; private init; } = "TestHubName";

    /// <summary>Name of the connection that the task hub is stored in.</summary>
    public string DurableConnection { get; private init; } = SettingKeys.DefaultConnection;

    public int? MaxConcurrentActivities { get; private init; }

    public int? MaxConcurrentOrchestrators { get; private init; }

    public QueueSettings Queues { get; private init; } = new();

    public BlobSettings Blobs { get; private init; } = new();

    /// <exception cref="InvalidOperationException">A value is no number or time span, or asks for something that is not here.</exception>
    public static HostSettings Read(IConfiguration json)
    {
        if (json["version"] is { } version && version != "2.0")
            throw new InvalidOperationException($"host.json has version {version}; this host reads version 2.0.");
        if (HostJsonKeys.Refused(json) is { Count: > 0 } refused)
            throw new InvalidOperationException($"host.json asks for durable settings that this host does not have: {string.Join(", ", refused)}.");
        string provider = json[HostJsonKeys.Durable + "storageProvider:type"] ?? "AzureStorage";
        if (!provider.Equals("AzureStorage", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"host.json asks for the durable storage provider '{provider}' ({HostJsonKeys.Durable}storageProvider:type); this host has AzureStorage.");
        var defaults = new HostSettings();
        return new HostSettings
        {
            RoutePrefix = (json["extensions:http:routePrefix"] ?? defaults.RoutePrefix).Trim('/'),
            FunctionTimeout = json["functionTimeout"] == "-1" ? null : Timeout(json) ?? defaults.FunctionTimeout,
            HubName = json[HostJsonKeys.Durable + "hubName"] ?? defaults.HubName,
            DurableConnection = json[HostJsonKeys.Durable + "storageProvider:connectionName"]
                ?? json[HostJsonKeys.Durable + "storageProvider:connectionStringName"] ?? defaults.DurableConnection,
            MaxConcurrentActivities = Number(json, HostJsonKeys.Durable + "maxConcurrentActivityFunctions", 1, int.MaxValue),
            MaxConcurrentOrchestrators = Number(json, HostJsonKeys.Durable + "maxConcurrentOrchestratorFunctions", 1, int.MaxValue),
            Queues = QueueSettings.Read(json),
            Blobs = BlobSettings.Read(json),
        };
    }

    private static TimeSpan? Timeout(IConfiguration json) => Span(json, "functionTimeout") switch
    {
        { } span when span < ShortestTimeout || span > LongestTimeout =>
            throw new InvalidOperationException($"host.json: functionTimeout is '{json["functionTimeout"]}' and must be {ShortestTimeout} to {LongestTimeout}, or -1 for none."),
        var span => span,
    };

    internal static int? Number(IConfiguration json, string key, int least, int most)
    {
        if (json[key] is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new InvalidOperationException($"host.json: {key} is '{text}' and must be a whole number, at least {least}{(most == int.MaxValue ? "" : $" and at most {most}")}.");
    }

    internal static TimeSpan? Span(IConfiguration json, string key)
    {
        if (json[key] is not { } text)
            return null;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span) && span >= TimeSpan.Zero
            ? span
            : throw new InvalidOperationException($"host.json: {key} is '{text}' and must be a time span such as 00:05:00.");
    }
}
