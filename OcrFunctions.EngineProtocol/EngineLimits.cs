namespace OcrFunctions.EngineProtocol;

/// <summary>Limits that apply where a request states no others.</summary>
public static class EngineLimits
{
    /// <summary>Pages of a document.</summary>
    public const int MaxPages = 10_000;

    /// <summary>Pixels of a page image.</summary>
    public const long MaxPixels = 250_000_000;

    /// <summary>Characters of an error's message.</summary>
    public const int MaxMessage = 2_000;
}
