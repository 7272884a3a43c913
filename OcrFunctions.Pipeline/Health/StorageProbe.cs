using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Health;

/// <summary>
/// Clients that say soon that storage is not there, where those of the work would try on for twenty seconds.
/// </summary>
/// <param name="connectionString">Connection string of the account.</param>
internal sealed class StorageProbe(string connectionString)
{
    public StorageClients Clients { get; } = new(connectionString, retries: 1);
}
