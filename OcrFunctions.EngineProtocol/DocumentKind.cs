using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>Kind of a document, determined by its content.</summary>
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

    /// <summary>Graphics Interchange Format; for an animation the first frame, one page.</summary>
    Gif,

    /// <summary>Windows or OS/2 bitmap, one page.</summary>
    Bmp,

    /// <summary>WebP; for an animation the first frame, one page.</summary>
    WebP,

    /// <summary>Portable bitmap, gray map or pixel map, one page.</summary>
    Pnm,

    /// <summary>JPEG 2000, one page.</summary>
    Jpeg2000,

    /// <summary>High Efficiency Image File Format: phone photos, one page.</summary>
    Heic,
}
