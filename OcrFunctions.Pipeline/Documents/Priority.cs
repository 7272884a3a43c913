using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>Whose pages go first to a free engine.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Priority>))]
public enum Priority
{
    High,
    Normal,
    Low,
}
