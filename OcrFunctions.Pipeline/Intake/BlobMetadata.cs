namespace OcrFunctions.Pipeline.Intake;

/// <summary>
/// The app's entries in a blob's metadata. Metadata travels in HTTP headers, so values are percent-encoded where they hold more
/// than plain ASCII; names are compared without regard to case, since services change it.
/// </summary>
internal static class BlobMetadata
{
    /// <summary>The document's name as its user knows it.</summary>
    public const string NameKey = "name";

    /// <summary>Blob in the secrets container with the document's password. The password itself is never stored in metadata.</summary>
    public const string SecretKey = "secret";

    /// <summary>
    /// Trace that the document is to be part of, in the form of the W3C header of the same name. The trigger may see a posted blob before
    /// its request goes on.
    /// </summary>
    public const string TraceParentKey = "traceparent";

    public static string? Read(IDictionary<string, string> metadata, string key)
    {
        foreach (var (name, value) in metadata)
            if (string.Equals(name, key, StringComparison.OrdinalIgnoreCase))
                return Uri.UnescapeDataString(value);
        return null;
    }

    public static Dictionary<string, string> Write(params IEnumerable<(string Key, string? Value)> values) =>
        values.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => Escape(v.Value!));

    private static string Escape(string value) =>
        value.All(c => c is >= ' ' and < (char)127 and not '%') ? value : Uri.EscapeDataString(value);
}
