using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OcrFunctions.Engine.Pdf;

/// <summary>
/// New and changed objects of a PDF, for <c>qpdf --update-from-json</c>; all other objects stay as they are.
/// </summary>
internal sealed class QpdfUpdate(QpdfObjects objects)
{
    /// <summary>qpdf does not decode escapes in base64.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SortedDictionary<string, JsonObject> _changed = new(StringComparer.Ordinal);

    private int _added;

    /// <summary>Replaces an object that is not a stream.</summary>
    public void Replace(string reference, JsonNode value) => _changed[reference] = new JsonObject { ["value"] = value };

    /// <summary>Replaces the content of streams; an object that is not a stream stays.</summary>
    /// <param name="streams">References to the streams with their new content, uncompressed.</param>
    public void ReplaceStreams(IReadOnlyDictionary<string, byte[]> streams)
    {
        objects.Load(streams.Keys);
        foreach ((string reference, byte[] data) in streams)
        {
            if (objects.StreamDictionary(reference) is not { } before)
                continue;
            // The new bytes are not compressed; qpdf does that when it writes.
            JsonObject dictionary = before.DeepClone().AsObject();
            foreach (string entry in (string[])["/Filter", "/DecodeParms", "/Length"])
                dictionary.Remove(entry);
            _changed[reference] = Stream(dictionary, data);
        }
    }

    /// <summary>Adds a stream.</summary>
    /// <returns>Reference to it.</returns>
    public string Add(ReadOnlySpan<byte> data)
    {
        string reference = Reference(objects.MaxObjectId + ++_added);
        _changed[reference] = Stream([], data);
        return reference;
    }

    /// <summary>Adds the objects of another PDF.</summary>
    /// <param name="path">A small PDF, readable without a password.</param>
    /// <returns>What has to be added to the number of one of its objects to get the number of the new one.</returns>
    public int Import(string path)
    {
        int offset = objects.MaxObjectId + _added;
        IReadOnlyDictionary<int, JsonObject> others = QpdfObjects.ReadAll(path);
        _added += others.Keys.DefaultIfEmpty().Max();
        foreach ((int number, JsonObject value) in others)
            _changed[Reference(number + offset)] = Shifted(value, offset).AsObject();
        return offset;
    }

    /// <summary>Reference to an object by its number, in generation 0.</summary>
    public static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R");

    public void Write(string target)
    {
        using FileStream file = File.Create(target);
        using var json = new Utf8JsonWriter(file, Options);
        json.WriteStartObject();
        json.WriteStartArray("qpdf");
        json.WriteStartObject();
        json.WriteNumber("jsonversion", 2);
        json.WriteBoolean("pushedinheritedpageresources", false);
        json.WriteBoolean("calledgetallpages", true);
        json.WriteNumber("maxobjectid", objects.MaxObjectId);
        json.WriteEndObject();
        json.WriteStartObject();
        foreach ((string reference, JsonObject value) in _changed)
        {
            json.WritePropertyName(QpdfObjects.KeyOf(reference));
            value.WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static JsonObject Stream(JsonObject dictionary, ReadOnlySpan<byte> data) =>
        new() { ["stream"] = new JsonObject { ["dict"] = dictionary, ["data"] = Convert.ToBase64String(data) } };

    private static JsonNode Shifted(JsonNode value, int offset)
    {
        switch (value)
        {
            case JsonObject dictionary:
                return new JsonObject(dictionary.Select(entry => KeyValuePair.Create(entry.Key, Part(entry.Value))));
            case JsonArray list:
                return new JsonArray([.. list.Select(Part)]);
            default:
                return QpdfObjects.IsReference(value, out string reference)
                    ? JsonValue.Create(Reference(QpdfObjects.NumberOf(reference) + offset))
                    : value.DeepClone();
        }

        JsonNode? Part(JsonNode? part) => part is null ? null : Shifted(part, offset);
    }
}
