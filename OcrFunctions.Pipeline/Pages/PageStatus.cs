using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>State of a page.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PageStatus>))]
public enum PageStatus
{
    /// <summary>The page was given to an engine.</summary>
    Running,

    /// <summary>Its words are stored.</summary>
    Succeeded,

    /// <summary>It failed; its error says why.</summary>
    Failed,
}
