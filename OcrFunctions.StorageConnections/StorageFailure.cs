using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace OcrFunctions.StorageConnections;

/// <summary>Checks at the start whether an account can be used, and says what to do about it where it cannot.</summary>
public static class StorageFailure
{
    /// <summary>Time limit for a service's first response, which needs no work.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Makes one small call of each service.</summary>
    /// <exception cref="StorageConnectionException">One of them cannot be used.</exception>
    public static Task CheckAsync(StorageConnection connection, CancellationToken cancellationToken) => Task.WhenAll(
        ExplainAsync(connection, StorageService.Blob,
            stop => FirstAsync(connection.Blobs(Quick(new BlobClientOptions())).GetBlobContainersAsync(cancellationToken: stop)),
            cancellationToken),
        ExplainAsync(connection, StorageService.Queue,
            stop => FirstAsync(connection.Queues(Quick(new QueueClientOptions())).GetQueuesAsync(cancellationToken: stop)),
            cancellationToken),
        ExplainAsync(connection, StorageService.Table,
            stop => FirstAsync(connection.Tables(Quick(new TableClientOptions())).QueryAsync(cancellationToken: stop)),
            cancellationToken));

    /// <summary>Calls a service.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="service">Its service that is called.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Passed to the call.</param>
    /// <exception cref="StorageConnectionException">The service does not answer, or refuses its caller.</exception>
    public static async Task ExplainAsync(StorageConnection connection, StorageService service, Func<CancellationToken, Task> call,
        CancellationToken cancellationToken)
    {
        try
        {
            await call(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && Sentence(e, connection, service) is { } sentence)
        {
            throw new StorageConnectionException(sentence, e);
        }
    }

    private static string? Sentence(Exception exception, StorageConnection connection, StorageService service)
    {
        string name = connection.Name, where = connection.Endpoint(service).GetLeftPart(UriPartial.Authority);
        return exception switch
        {
            AuthenticationFailedException e =>
                $"{name} accesses the storage account with an identity, and there is no credential for one here "
                    + $"({StorageConnection.FirstLine(e.Message)}): assign a managed identity to the app, with {name}__clientId if it is a "
                    + "user-assigned one, or sign in with 'az login' on a development machine.",
            RequestFailedException { Status: 401 or 403 } e when connection.UsesIdentity =>
                $"The storage account of {name} refuses the app's identity at {where} ({Code(e)}): assign it the roles Storage Blob Data "
                    + "Owner, Storage Queue Data Contributor and Storage Table Data Contributor, which take some minutes to apply, and "
                    + "check the account's firewall.",
            RequestFailedException { Status: 401 or 403 } e =>
                $"The storage account of {name} answers at {where}, but refuses its key ({Code(e)}): set {name} to the account's present "
                    + "connection string, and check that its firewall and its setting for shared keys allow the access.",
            RequestFailedException { Status: > 0 and < 500 } e =>
                $"The storage account of {name} refuses the first request at {where} ({Code(e)}): check that {name} is the address of a "
                    + "storage account with blobs, queues and tables.",
            RequestFailedException or AggregateException or OperationCanceledException or HttpRequestException =>
                $"The storage account of {name} does not answer at {where} "
                    + $"({StorageConnection.FirstLine(exception.GetBaseException().Message)}): check the account's name and the network"
                    + $"{(connection.Endpoint(service).IsLoopback ? ", and that Azurite is running" : "")}.",
            _ => null,
        };
    }

    private static string Code(RequestFailedException e) => e.ErrorCode ?? $"{e.Status}";

    private static T Quick<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 1;
        options.Retry.NetworkTimeout = ResponseTimeout;
        return options;
    }

    private static async Task FirstAsync<T>(AsyncPageable<T> list)
        where T : notnull
    {
        await foreach (Page<T> _ in list.AsPages(pageSizeHint: 1))
            return;
    }
}
