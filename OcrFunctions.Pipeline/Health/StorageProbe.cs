using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Health;

/// <summary>
/// Clients that report unavailable storage quickly, where the regular ones would retry for twenty seconds.
/// </summary>
/// <param name="connectionString">Connection string of the account.</param>
internal sealed class StorageProbe(string connectionString)
{
    public StorageClients Clients { get; } = new(connectionString, retries: 1);
}
