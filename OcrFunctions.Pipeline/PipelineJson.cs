using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace OcrFunctions.Pipeline;

/// <summary>How results and answers are written as JSON: camelCase, what is not known left out, all scripts readable.</summary>
public static class PipelineJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Letters of every script as they are; what HTML treats specially stays escaped.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };
}
