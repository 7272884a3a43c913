namespace OcrFunctions.StorageConnections;

/// <summary>The services of a storage account that the app uses.</summary>
public enum StorageService
{
    Blob,
    Queue,
    Table,
}
