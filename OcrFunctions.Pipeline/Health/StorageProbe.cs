using OcrFunctions.Pipeline.Storage;
using OcrFunctions.StorageConnections;

namespace OcrFunctions.Pipeline.Health;

/// <summary>
/// Clients that report unavailable storage quickly, where the regular ones would retry for twenty seconds.
/// </summary>
/// <param name="connection">The account.</param>
internal sealed class StorageProbe(StorageConnection connection)
{
    public StorageClients Clients { get; } = new(connection, retries: 1);
}
