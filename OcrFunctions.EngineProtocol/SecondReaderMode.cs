using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>What a second recognizer, of another kind than Tesseract, reads of a page. Written in lowercase, since users see it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SecondReaderMode>))]
public enum SecondReaderMode
{
    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("off")]
    Off,

    /// <summary>Words of which Tesseract is not sure.</summary>
    [JsonStringEnumMemberName("doubtful")]
    Doubtful,

    /// <summary>Every line that Tesseract read, and text outside these that its own detector finds.</summary>
    [JsonStringEnumMemberName("thorough")]
    Thorough,
}
