using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>What is done with text that a PDF page already carries.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextMode>))]
public enum TextMode
{
    /// <summary>Text that can be seen and makes sense is kept word by word; everything else on the page is recognised.</summary>
    Auto,

    /// <summary>Every page is recognised, whatever text it carries.</summary>
    Force,

    /// <summary>Nothing is recognised: pages keep the text they carry, a hidden layer too, and pages without any stay empty.</summary>
    Skip,
}
