namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>A payload of an instance's row: its text, or the blob that holds it when it is too long for a row.</summary>
/// <param name="Text">Null when there is none, or when it has not been fetched.</param>
/// <param name="Blob">Name of the blob that holds it.</param>
internal readonly record struct StoredText(string? Text, string? Blob = null)
{
    /// <summary>Most characters that stay in a table property, which holds 32,768.</summary>
    public const int Inline = 30_000;

    public static StoredText None => default;

    /// <summary>Whether it still has to be brought to a blob.</summary>
    public bool NeedsBlob => Blob is null && Text is { Length: > Inline };

    public static implicit operator StoredText(string? text) => new(text);
}
