namespace OcrFunctions.Http;

/// <summary>How large a body may be.</summary>
internal static class UploadLimit
{
    /// <summary>Bytes after which the Functions host itself cuts a request off; larger files go straight to storage.</summary>
    public const long MaxBytes = 104_857_600;
}
