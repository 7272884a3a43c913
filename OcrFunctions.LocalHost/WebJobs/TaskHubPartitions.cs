using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OcrFunctions.LocalHost.Configuration;
using OcrFunctions.StorageConnections;

namespace OcrFunctions.LocalHost.WebJobs;

/// <summary>
/// The number of partitions of a task hub, which is fixed when the hub is created. The Durable extension takes the number from the settings
/// and does not compare it with the hub's: of two hosts with different numbers, each would look for an instance in another control queue.
/// </summary>
internal static class TaskHubPartitions
{
    private const string Durable = $"{HostConfiguration.JobHost}:extensions:durableTask:", Provider = Durable + "storageProvider:",
        Setting = Provider + "partitionCount";

    /// <summary>The extension's default.</summary>
    private const int DefaultCount = 4;

    /// <summary>A host that is creating a hub writes all its partitions within this time.</summary>
    private static readonly TimeSpan CreationTime = TimeSpan.FromSeconds(2);

    /// <returns>The configuration, with the number of partitions of the task hub if it exists.</returns>
    /// <exception cref="InvalidOperationException">The storage account cannot be used.</exception>
    public static async Task<IConfiguration> AdoptAsync(IConfiguration configuration, TimeProvider time, ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        string connection = configuration[Provider + "connectionName"] ?? configuration[Provider + "connectionStringName"]
            ?? "AzureWebJobsStorage";
        // Without a name the extension chooses one.
        if (configuration[Durable + "hubName"] is not { Length: > 0 } hub)
            return configuration;
        TableClient partitions = StorageConnection.Read(configuration, connection).Tables().GetTableClient(hub + "Partitions");
        int wanted =
            int.TryParse(configuration[Setting], NumberStyles.None, CultureInfo.InvariantCulture, out int set) ? set : DefaultCount;
        if (await CountAsync(partitions, wanted, time, cancellationToken) is not { } count
            || count == wanted)
            return configuration;
        loggers.CreateLogger(typeof(TaskHubPartitions).FullName!).Adopted(hub, count, wanted);
        return new ConfigurationBuilder().AddConfiguration(configuration)
            .AddInMemoryCollection([new(Setting, count.ToString(CultureInfo.InvariantCulture))]).Build();
    }

    /// <returns>Null if the task hub does not exist yet.</returns>
    private static async Task<int?> CountAsync(TableClient partitions, int wanted, TimeProvider time, CancellationToken cancellationToken)
    {
        int? count = await CountAsync(partitions, cancellationToken);
        for (int? earlier = null; count is not null && count != wanted && count != earlier;)
        {
            await Task.Delay(CreationTime, time, cancellationToken);
            (earlier, count) = (count, await CountAsync(partitions, cancellationToken));
        }

        return count;
    }

    private static async Task<int?> CountAsync(TableClient partitions, CancellationToken cancellationToken)
    {
        try
        {
            int count = 0;
            await foreach (TableEntity _ in partitions.QueryAsync<TableEntity>(select: ["RowKey"], cancellationToken: cancellationToken))
                count++;
            return count > 0 ? count : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            throw new InvalidOperationException(
                "The partitions of the task hub cannot be read from the storage account: "
                    + e.GetBaseException().Message.Split('\n')[0], e);
        }
    }
}

internal static partial class TaskHubPartitionsLog
{
    [LoggerMessage(LogLevel.Information,
        "The task hub {Hub} has {Count} partitions since it was created; partitionCount {Setting} is for new task hubs")]
    public static partial void Adopted(this ILogger logger, string hub, int count, int setting);
}
