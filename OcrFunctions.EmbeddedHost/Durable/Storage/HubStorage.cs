using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>
/// Where a task hub lives: table <c>{hub}EmbeddedInstances</c> (rows and messages), table <c>{hub}EmbeddedHistory</c>
/// (segments), container <c>{hub}-embedded</c> (the owner's lease, large payloads).
/// </summary>
internal sealed partial class HubStorage
{
    private const int Retries = 5;

    /// <exception cref="ArgumentException">The task hub's name is none.</exception>
    public HubStorage(DurableRuntimeOptions options)
    {
        if (!HubName().IsMatch(options.TaskHub))
            throw new ArgumentException($"'{options.TaskHub}' is no name for a task hub: 3 to 45 letters and digits, a letter first.", nameof(options));
        var tables = new TableServiceClient(options.ConnectionString, Bounded(new TableClientOptions(), options));
        var blobs = new BlobServiceClient(options.ConnectionString, Bounded(new BlobClientOptions(), options));
        Instances = tables.GetTableClient(options.TaskHub + "EmbeddedInstances");
        History = tables.GetTableClient(options.TaskHub + "EmbeddedHistory");
#pragma warning disable CA1308 // Container names are lower case.
        Container = blobs.GetBlobContainerClient(options.TaskHub.ToLowerInvariant() + "-embedded");
#pragma warning restore CA1308
    }

    public TableClient Instances { get; }

    public TableClient History { get; }

    public BlobContainerClient Container { get; }

    public async Task CreateAsync(CancellationToken cancellation)
    {
        await Instances.CreateIfNotExistsAsync(cancellation);
        await History.CreateIfNotExistsAsync(cancellation);
        await Container.CreateIfNotExistsAsync(cancellationToken: cancellation);
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,44}$")]
    private static partial Regex HubName();

    private static T Bounded<T>(T client, DurableRuntimeOptions options)
        where T : ClientOptions
    {
        client.Retry.MaxRetries = Retries;
        client.Retry.Delay = TimeSpan.FromMilliseconds(200);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        client.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        options.ConfigureStorage?.Invoke(client);
        return client;
    }
}
