using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>What a document is, told by its content.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DocumentKind>))]
public enum DocumentKind
{
    /// <summary>Portable Document Format, one or more pages.</summary>
    Pdf,

    /// <summary>Tagged Image File Format, one or more pages.</summary>
    Tiff,

    /// <summary>Portable Network Graphics, one page.</summary>
    Png,

    /// <summary>JPEG, one page.</summary>
    Jpeg,
}
