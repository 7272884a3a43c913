using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>Where a page is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PageStatus>))]
public enum PageStatus
{
    /// <summary>An engine was given the page.</summary>
    Running,

    /// <summary>Its words are stored.</summary>
    Succeeded,

    /// <summary>It was given up; its error says why.</summary>
    Failed,
}
