using Microsoft.Extensions.Configuration;

namespace OcrFunctions.EmbeddedHost.Configuration;

/// <summary><c>extensions.queues</c> of <c>host.json</c>.</summary>
internal sealed record QueueSettings
{
    private const string Section = "extensions:queues:";

    /// <summary>Messages of one queue that are handled at once, 1 to 32.</summary>
    public int BatchSize { get; private init; } = 16;

    /// <summary>With this many left in hand, the next batch is fetched.</summary>
    public int NewBatchThreshold { get; private init; } = 8;

    /// <summary>Calls for one message before it goes to the poison queue.</summary>
    public int MaxDequeueCount { get; private init; } = 5;

    /// <summary>How long a message that failed stays hidden before it is tried again.</summary>
    public TimeSpan VisibilityTimeout { get; private init; }

    /// <summary>
    /// Longest pause between two looks at an idle queue. The real host goes up to a minute, which on one machine only
    /// makes people wait; a look costs one request.
    /// </summary>
    public TimeSpan MaxPollingInterval { get; private init; } = TimeSpan.FromSeconds(2);

    /// <summary>Messages are base64; otherwise plain text.</summary>
    public bool Base64 { get; private init; } = true;

    public static QueueSettings Read(IConfiguration json)
    {
        var defaults = new QueueSettings();
        int batch = HostSettings.Number(json, Section + "batchSize", 1, 32) ?? defaults.BatchSize;
        string encoding = json[Section + "messageEncoding"] ?? "base64";
        if (encoding.ToLowerInvariant() is not ("base64" or "none"))
            throw new InvalidOperationException($"host.json: {Section}messageEncoding is '{encoding}' and must be base64 or none.");
        return new QueueSettings
        {
            BatchSize = batch,
            NewBatchThreshold = HostSettings.Number(json, Section + "newBatchThreshold", 0, int.MaxValue) ?? batch / 2,
            MaxDequeueCount = HostSettings.Number(json, Section + "maxDequeueCount", 1, int.MaxValue) ?? defaults.MaxDequeueCount,
            VisibilityTimeout = HostSettings.Span(json, Section + "visibilityTimeout") ?? defaults.VisibilityTimeout,
            MaxPollingInterval = HostSettings.Span(json, Section + "maxPollingInterval") ?? defaults.MaxPollingInterval,
            Base64 = encoding.Equals("base64", StringComparison.OrdinalIgnoreCase),
        };
    }
}
