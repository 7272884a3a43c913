using System.Globalization;
using System.Text.Json;
using UglyToad.PdfPig.Core;

namespace OcrFunctions.Engine.Pdf;

/// <summary>
/// Writes an update that replaces the content of streams of a PDF, for <c>qpdf --update-from-json</c>; it names nothing else of the file.
/// </summary>
internal static class StreamUpdate
{
    /// <param name="pdf">Path of the PDF.</param>
    /// <param name="streams">The streams with their new content, uncompressed.</param>
    /// <param name="target">File for the update.</param>
    public static void Write(string pdf, IReadOnlyDictionary<IndirectReference, byte[]> streams, string target)
    {
        using FileStream file = File.Create(target);
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteStartArray("qpdf");
        json.WriteStartObject();
        json.WriteNumber("jsonversion", 2);
        json.WriteBoolean("pushedinheritedpageresources", false);
        json.WriteBoolean("calledgetallpages", false);
        json.WriteNumber("maxobjectid", 0);
        json.WriteEndObject();
        json.WriteStartObject();
        Dictionary<string, JsonElement> dictionaries = Dictionaries(pdf, streams.Keys);
        foreach ((IndirectReference reference, byte[] data) in streams)
            WriteStream(json, Key(reference), dictionaries, data);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStream(Utf8JsonWriter json, string key, Dictionary<string, JsonElement> dictionaries, byte[] data)
    {
        if (!dictionaries.TryGetValue(key, out JsonElement dictionary))
            return;
        json.WriteStartObject(key);
        json.WriteStartObject("stream");
        json.WriteStartObject("dict");
        // The new bytes are not compressed; qpdf does that when it writes.
        foreach (JsonProperty entry in dictionary.EnumerateObject()
            .Where(entry => entry.Name is not ("/Filter" or "/DecodeParms" or "/Length")))
            entry.WriteTo(json);
        json.WriteEndObject();
        json.WriteBase64String("data", data);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The streams' dictionaries as qpdf writes them, by qpdf's name for them.</summary>
    private static Dictionary<string, JsonElement> Dictionaries(string pdf, IEnumerable<IndirectReference> streams)
    {
        const int outputKept = 500_000_000;
        using ToolProcess qpdf =
            PdfTools.Start("qpdf",
                ["--no-warn", "--warning-exit-0", "--json=2", "--json-key=qpdf",
                    .. streams.Select(
                        key => string.Create(CultureInfo.InvariantCulture, $"--json-object={key.ObjectNumber},{key.Generation}")), pdf]);
        using JsonDocument json = JsonDocument.Parse(qpdf.ReadText(outputKept));
        return json.RootElement.GetProperty("qpdf")[1].EnumerateObject()
            .Where(one => one.Value.TryGetProperty("stream", out _))
            .ToDictionary(one => one.Name, one => one.Value.GetProperty("stream").GetProperty("dict").Clone());
    }

    private static string Key(IndirectReference reference) =>
        string.Create(CultureInfo.InvariantCulture, $"obj:{reference.ObjectNumber} {reference.Generation} R");
}
