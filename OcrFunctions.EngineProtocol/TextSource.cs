using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>Where a page's text comes from. Written in lowercase, since users see it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextSource>))]
public enum TextSource
{
    /// <summary>It was recognized.</summary>
    [JsonStringEnumMemberName("ocr")]
    Ocr,

    /// <summary>The file carries it as text.</summary>
    [JsonStringEnumMemberName("native")]
    Native,

    /// <summary>Some words are native, others were recognized.</summary>
    [JsonStringEnumMemberName("mixed")]
    Mixed,

    /// <summary>Nothing that could be text was found.</summary>
    [JsonStringEnumMemberName("blank")]
    Blank,

    /// <summary>The page carries no text, and <see cref="TextMode.Skip"/> excluded recognition.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,
}
