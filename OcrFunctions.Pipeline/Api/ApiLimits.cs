namespace OcrFunctions.Pipeline.Api;

/// <summary>Limits of the HTTP API.</summary>
public static class ApiLimits
{
    /// <summary>
    /// Maximum size of a request body in bytes, the default of the Functions host; larger files are uploaded directly to
    /// storage.
    /// </summary>
    public const long MaxBodyBytes = 104_857_600;

    /// <summary>Entries of a list in one response: at most, which is the limit of the table service, and by default.</summary>
    public const int MaxListed = 1_000, DefaultListed = 50;
}
