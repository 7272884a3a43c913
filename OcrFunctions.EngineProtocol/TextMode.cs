using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>What is done with text that a PDF page already carries.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextMode>))]
public enum TextMode
{
    /// <summary>Visible, plausible text is kept word by word; everything else on the page is recognized.</summary>
    Auto,

    /// <summary>Every page is recognized, whatever text it carries.</summary>
    Force,

    /// <summary>Nothing is recognized: pages keep the text they carry, a hidden layer too, and pages without any stay empty.</summary>
    Skip,
}
