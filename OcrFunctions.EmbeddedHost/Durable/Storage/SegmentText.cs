using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using OcrFunctions.EmbeddedHost.Durable.History;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>
/// Events as the text of segments. The text is ASCII, because the serializer escapes everything else, so that it may be cut
/// anywhere and its characters count the same everywhere.
/// </summary>
internal static class SegmentText
{
    /// <summary>Characters in an entity: a table entity holds 1 MiB, two bytes a character.</summary>
    private const int Largest = 400_000;

    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(HistoryEvent e) => JsonSerializer.Serialize(e, Options);

    public static HistoryEvent ReadOne(string text) => JsonSerializer.Deserialize<HistoryEvent>(text, Options)!;

    /// <summary>Puts as many events into a segment as fit.</summary>
    public static IEnumerable<string> Pack(IEnumerable<string> events)
    {
        var segment = new StringBuilder("[");
        foreach (string e in events)
        {
            if (segment.Length > 1 && segment.Length + e.Length + 2 > Largest)
            {
                yield return segment.Append(']').ToString();
                segment.Clear().Append('[');
            }

            if (segment.Length > 1)
                segment.Append(',');
            segment.Append(e);
        }

        if (segment.Length > 1)
            yield return segment.Append(']').ToString();
    }

    public static IEnumerable<(string Property, string Piece)> Cut(string segment)
    {
        for (int from = 0, n = 0; from < segment.Length; from += StoredText.Inline, n++)
            yield return ($"C{n:D2}", segment.Substring(from, Math.Min(StoredText.Inline, segment.Length - from)));
    }

    public static List<HistoryEvent> Read(TableEntity row)
    {
        var segment = new StringBuilder();
        for (int n = 0; row.GetString($"C{n:D2}") is { } piece; n++)
            segment.Append(piece);
        return JsonSerializer.Deserialize<List<HistoryEvent>>(segment.ToString(), Options)!;
    }
}
