using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline;

/// <summary>How results and answers are written as JSON: camelCase, what is not known left out, texts as they are.</summary>
public static class PipelineJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // It is never put into HTML, and people read it: an apostrophe is an apostrophe.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
