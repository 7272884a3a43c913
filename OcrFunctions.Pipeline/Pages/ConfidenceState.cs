using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>What the recognizers said of a word together.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConfidenceState>))]
public enum ConfidenceState
{
    /// <summary>Only the first one was asked.</summary>
    NotAsked,

    /// <summary>Both read the same.</summary>
    Agrees,

    /// <summary>They differ, and the first one's text is kept.</summary>
    Differs,

    /// <summary>They differ, and the second one's text is kept.</summary>
    Replaced,

    /// <summary>Only the second one read it.</summary>
    Added,

    /// <summary>
    /// Only the second one read it, on a page in Chinese, where its own probability of a character holds: it has no spaces to miss.
    /// </summary>
    AddedChinese,

    /// <summary>The second one saw nothing.</summary>
    NotSeen,
}
