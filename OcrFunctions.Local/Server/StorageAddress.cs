using Azure;
using Azure.Storage.Blobs;
using OcrFunctions.Local.Terminal;

namespace OcrFunctions.Local.Server;

/// <summary>Where storage is: in the pipe from <c>./run</c>, which starts it while we start, or in the settings.</summary>
internal static class StorageAddress
{
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>Time that an account has for its first answer, in which nothing is to be done.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>Settings for the app; none where it has its own.</returns>
    /// <exception cref="ConsoleException">The storage that the settings name is none.</exception>
    public static async Task<IReadOnlyDictionary<string, string?>> FindAsync(CancellationToken stop)
    {
        if (DataFolder.StoragePipe is { } pipe)
        {
            // The pipe cannot be opened before somebody writes.
            string given = await Task.Run(() => File.ReadAllText(pipe), CancellationToken.None).WaitAsync(stop);
            return new Dictionary<string, string?> { [Setting] = given.Trim() };
        }

        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } connection)
            await CheckAsync(connection, stop);
        return new Dictionary<string, string?>();
    }

    private static async Task CheckAsync(string connection, CancellationToken stop)
    {
        try
        {
            var options = new BlobClientOptions { Retry = { MaxRetries = 1, NetworkTimeout = Patience } };
            var account = new BlobServiceClient(connection, options);
            await foreach (var page in account.GetBlobContainersAsync(cancellationToken: stop).AsPages(pageSizeHint: 1))
                return;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or UriFormatException)
        {
            throw new ConsoleException($"{Setting} is no connection string of a storage account ({e.Message.Split('\n')[0].TrimEnd('.', '\r')}). It looks like DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net, or is UseDevelopmentStorage=true for an Azurite on its usual ports. Without it, ./run starts an Azurite of its own.", e);
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403)
        {
            throw new ConsoleException($"The storage account of {Setting} answers, but refuses its key ({e.ErrorCode ?? e.Status.ToString()}): is it the account's present key, and may this machine reach the account?", e);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            string where = Host(connection);
            throw new ConsoleException($"The storage account of {Setting} does not answer{where}: is its name right, is the network there{(where.Contains("127.0.0.1") ? ", does Azurite run" : "")}? Without {Setting}, ./run starts an Azurite of its own. ({e.GetBaseException().Message.Split('\n')[0].TrimEnd('\r')})", e);
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
