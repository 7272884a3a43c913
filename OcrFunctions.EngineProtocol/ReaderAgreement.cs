using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>Whether a second recognizer read a word as the first one did.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReaderAgreement>))]
public enum ReaderAgreement
{
    /// <summary>It read the same, but for accents and typographic marks that it does not know.</summary>
    [JsonStringEnumMemberName("agrees")]
    Agrees,

    /// <summary>It read something else.</summary>
    [JsonStringEnumMemberName("differs")]
    Differs,

    /// <summary>It read nothing there.</summary>
    [JsonStringEnumMemberName("notSeen")]
    NotSeen,
}
