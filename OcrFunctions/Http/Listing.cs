namespace OcrFunctions.Http;

/// <summary>A part of a list, and where the next part is.</summary>
/// <param name="Value">The entries.</param>
/// <param name="NextLink">Left out after the last part.</param>
public sealed record Listing<T>(IReadOnlyList<T> Value, string? NextLink);
