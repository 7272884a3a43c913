using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>Which documents' pages get a free engine first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Priority>))]
public enum Priority
{
    High,
    Normal,
    Low,
}
