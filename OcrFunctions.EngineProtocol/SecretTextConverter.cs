using System.Text.Json;
using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>Writes the text of a secret as JSON: only on the engine's standard input, which is neither logged nor stored.</summary>
internal sealed class SecretTextConverter : JsonConverter<Secret>
{
    public override Secret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Secret.Of(reader.GetString());

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Reveal());
}
