using Azure;
using Azure.Storage.Blobs;

namespace OcrFunctions.Cli.Client.Servers;

/// <summary>Address of storage: from the pipe of <c>./run</c>, which starts it concurrently, or from the settings.</summary>
internal static class StorageAddress
{
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>Time limit for an account's first response, which needs no work.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <param name="isRequired">Whether the settings must have a storage account: that of the machines to join.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Settings for the app; none if it has its own.</returns>
    /// <exception cref="ConsoleException">The storage in the settings is missing or not valid.</exception>
    public static async Task<IReadOnlyDictionary<string, string?>> FindAsync(bool isRequired, CancellationToken stop)
    {
        if (DataFolder.StoragePipe is { } pipe)
        {
            // The pipe cannot be opened before it has a writer.
            string given = await Task.Run(() => File.ReadAllText(pipe), CancellationToken.None).WaitAsync(stop);
            return new Dictionary<string, string?> { [Setting] = given.Trim() };
        }

        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } connection)
            await CheckAsync(connection, isRequired, stop);
        else if (isRequired)
            throw new ConsoleException(
                $"{Setting} is not set: --join needs the connection string of the storage account that the other machines use, in the "
                    + "environment.");
        return new Dictionary<string, string?>();
    }

    private static async Task CheckAsync(string connection, bool isRequired, CancellationToken stop)
    {
        string without = isRequired ? "" : $" Without {Setting}, ./run starts an Azurite of its own.";
        try
        {
            var options = new BlobClientOptions { Retry = { MaxRetries = 1, NetworkTimeout = ResponseTimeout } };
            var account = new BlobServiceClient(connection, options);
            await foreach (var page in account.GetBlobContainersAsync(cancellationToken: stop).AsPages(pageSizeHint: 1))
                return;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or UriFormatException)
        {
            throw new ConsoleException(
                $"{Setting} is not a connection string of a storage account ({e.Message.Split('\n')[0].TrimEnd('.', '\r')}). It looks "
                    + "like DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net, or is "
                    + $"UseDevelopmentStorage=true for an Azurite on its usual ports.{without}", e);
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403)
        {
            throw new ConsoleException(
                $"The storage account of {Setting} answers, but refuses its key ({e.ErrorCode ?? e.Status.ToString()}): is it the "
                    + "account's present key, and may this machine reach the account?", e);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException
            || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            string where = Host(connection);
            throw new ConsoleException(
                $"The storage account of {Setting} does not answer{where}. Check its name and the network"
                    + $"{(where.Contains("127.0.0.1") ? ", and that Azurite is running" : "")}.{without} "
                    + $"({e.GetBaseException().Message.Split('\n')[0].TrimEnd('\r')})", e);
        }
    }

    private static string Host(string connection)
    {
        try
        {
            return $" at {new BlobServiceClient(connection).Uri.GetLeftPart(UriPartial.Authority)}";
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
