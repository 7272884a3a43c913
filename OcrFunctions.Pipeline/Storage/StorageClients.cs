using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using OcrFunctions.StorageConnections;

namespace OcrFunctions.Pipeline.Storage;

/// <summary>Clients of the one storage account that holds documents, results and tables.</summary>
public sealed class StorageClients
{
    /// <summary>Retries of a storage call before it fails: with the back-off below, about 20 seconds of an unavailable service.</summary>
    private const int MaxRetries = 5;

    /// <param name="connection">The account.</param>
    /// <param name="retries">Number of retries of a failed call.</param>
    public StorageClients(StorageConnection connection, int retries = MaxRetries)
    {
        Connection = connection;
        Blobs = connection.Blobs(Bounded(new BlobClientOptions(), retries));
        Queues = connection.Queues(Bounded(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }, retries));
        Tables = connection.Tables(Bounded(new TableClientOptions(), retries));
    }

    public StorageConnection Connection { get; }

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    public TableServiceClient Tables { get; }

    private static T Bounded<T>(T options, int retries)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(400);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(10);
        return options;
    }
}
