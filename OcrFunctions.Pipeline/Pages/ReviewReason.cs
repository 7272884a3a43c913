using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>Why a word needs review.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewReason>))]
public enum ReviewReason
{
    /// <summary>Its confidence is below the limit, and no other recognizer contradicts it.</summary>
    [JsonStringEnumMemberName("lowConfidence")]
    LowConfidence,

    /// <summary>Its confidence is below the limit, and the second recognizer read something else.</summary>
    [JsonStringEnumMemberName("readersDiffer")]
    ReadersDiffer,

    /// <summary>Its confidence is below the limit, and the second recognizer read nothing there.</summary>
    [JsonStringEnumMemberName("notSeen")]
    NotSeen,

    /// <summary>Beside it in its line is ink that looks like text and was not read, whatever its confidence is.</summary>
    [JsonStringEnumMemberName("besideMissedText")]
    BesideMissedText,
}
