using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>Who recognizes a document's pages. Written in lowercase, since users see it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EngineChoice>))]
public enum EngineChoice
{
    /// <summary>Tesseract, but for simplified Chinese PaddleOCR, unless it is not installed or the second recognizer is off.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>Tesseract in every language.</summary>
    [JsonStringEnumMemberName("tesseract")]
    Tesseract,

    /// <summary>PaddleOCR's detector and recognizer alone, in the languages that they know: English and Chinese.</summary>
    [JsonStringEnumMemberName("paddle")]
    Paddle,
}
