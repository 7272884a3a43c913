using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using OcrFunctions.StorageConnections;

namespace OcrFunctions.Cli.Client.Servers;

/// <summary>Address of storage: from the pipe of <c>./run</c>, which starts it concurrently, or from the settings.</summary>
internal static class StorageAddress
{
    /// <returns>Settings for the app; none if it has its own.</returns>
    public static async Task<IReadOnlyDictionary<string, string?>> FindAsync(CancellationToken stop)
    {
        if (DataFolder.StoragePipe is not { } pipe)
            return new Dictionary<string, string?>();
        // The pipe cannot be opened before it has a writer.
        string given = await Task.Run(() => File.ReadAllText(pipe), CancellationToken.None).WaitAsync(stop);
        return new Dictionary<string, string?> { [StorageConnection.HostName] = given.Trim() };
    }

    /// <summary>The storage that a running <c>./run</c> has: that of the environment, or the Azurite that it has started.</summary>
    public static BlobServiceClient OfRunning()
    {
        IConfiguration environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        return environment.GetSection(StorageConnection.HostName).Exists()
            ? StorageConnection.Read(environment).Blobs()
            : new BlobServiceClient(File.ReadAllText(DataFolder.File("connection-string")!).Trim());
    }
}
