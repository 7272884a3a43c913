namespace OcrFunctions.Pipeline.Documents;

/// <summary>
/// What a blob's metadata says to us. Metadata travels in HTTP headers, so values are percent-encoded where they hold more
/// than plain ASCII; names are compared without regard to case, since services change it.
/// </summary>
internal static class BlobMetadata
{
    /// <summary>The name that the document's user knows it by.</summary>
    public const string NameKey = "name";

    /// <summary>Blob in the secrets container with the document's password. The password itself never stands in metadata.</summary>
    public const string SecretKey = "secret";

    public static string? Read(IDictionary<string, string> metadata, string key)
    {
        foreach (var (name, value) in metadata)
            if (string.Equals(name, key, StringComparison.OrdinalIgnoreCase))
                return Uri.UnescapeDataString(value);
        return null;
    }

    public static Dictionary<string, string> Write(params IEnumerable<(string Key, string? Value)> values) =>
        values.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => Escape(v.Value!));

    private static string Escape(string value) => value.All(c => c is >= ' ' and < (char)127 and not '%') ? value : Uri.EscapeDataString(value);
}
