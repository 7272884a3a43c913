using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <summary>
/// Replaces what differs each time in the same way as the recordings: times, keys, long runs of one character; and
/// also generated ids (numbered by occurrence in one response), stack traces, and random order.
/// </summary>
internal sealed partial class Normal(RecordedStep step)
{
    private readonly Dictionary<string, string> _ids = [];

    public string Text(string text)
    {
        text = Frames().Replace(text, "");
        text = Run().Replace(text, m => $"<{m.Length} x '{m.Groups[1].Value}'>");
        text = Rfc1123().Replace(text, "<time RFC1123>");
        text = Time()
            .Replace(text,
                m => m.Groups["offset"].Success ? (m.Groups["fraction"].Success ? "<time+frac+offset>" : "<time+offset>")
                    : m.Groups["fraction"].Success ? "<time+fracZ>" : "<timeZ>");
        text = Key().Replace(text, "code=<key>");
        text = Rewound().Replace(text, "$1<status>$2");
        text = KnownFunctions()
            .Replace(text, m => m.Groups[1].Value + string.Join(", ", m.Groups[2].Value.Split(", ").Order(StringComparer.Ordinal)));
        return Id().Replace(text, m => m.Value == "11111111-2222-3333-4444-555555555555" ? m.Value : Known(m.Value));
    }

    /// <summary>A copy with every text in it normalized.</summary>
    public JsonNode? Json(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject o:
                return new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Member(p.Key, p.Value))).ToList());
            case JsonArray a when Scenes.AreConcurrentStarts(step):
                return Started(a);
            case JsonArray a:
                return Parallel([.. a.Select(Json)]);
            case JsonValue v when v.GetValueKind() == JsonValueKind.String:
                return JsonValue.Create(Text(StackInText().Replace((string)v!, "$1<stack>\"")));
            case JsonValue v when v.GetValueKind() == JsonValueKind.Number
                && decimal.TryParse(v.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number):
                return JsonValue.Create(
                    number / 1.000000000000000000000000000m); // 0.10 is 0.1: the recordings were read and written as numbers.
            default:
                return node?.DeepClone();
        }
    }

    private JsonNode? Member(string name, JsonNode? value)
    {
        if (name.Equals("StackTrace", StringComparison.OrdinalIgnoreCase))
            return "<stack>";
        // Milliseconds that the probe measured. A timer of two seconds takes between one and two, by where in a second it was set.
        if (name.EndsWith(" ms", StringComparison.Ordinal))
            return name.StartsWith("2 s", StringComparison.Ordinal) ? ((int)value! < 1000 ? "<less than 1 s>" : "<1 s or more>") : "<soon>";
        return Json(value);
    }

    /// <summary>Parallel work ends in random order: neighbors in a history are sorted.</summary>
    private JsonArray Parallel(List<JsonNode?> items)
    {
        if (!items.Any(i => i is JsonObject o && o.ContainsKey("EventType")))
            return new JsonArray([.. items]);
        var sorted = new List<JsonNode?>();
        for (int n = 0; n < items.Count;)
        {
            int end = n;
            while (end < items.Count && IsTask(items[end]))
                end++;
            if (end == n)
                sorted.Add(items[n++]);
            else
                sorted.AddRange(items[n..end].OrderBy(e => e!.ToJsonString(), StringComparer.Ordinal));
            n = Math.Max(n, end);
        }

        return new JsonArray([.. sorted]);
    }

    private bool IsTask(JsonNode? item) => (string)item!["EventType"]! is var type
        && (type.StartsWith("Task", StringComparison.Ordinal)
            || (Scenes.HasRetriesInParallel(step) && type.StartsWith("Timer", StringComparison.Ordinal))
            || (Scenes.RaisesBesideAnActivity(step) && type == "EventRaised"));

    /// <summary>How many of several concurrent starts report success is random; at least one does, and the others report why not.</summary>
    private static JsonArray Started(JsonArray starts)
    {
        bool any = starts.Any(start => start!["ok"] is not null),
            all = starts.All(
                start => start!["ok"] is not null
                    || ((string?)start["exception"])?.EndsWith("OrchestrationAlreadyExistsException", StringComparison.Ordinal) == true);
        return [starts.Count, any ? "some started" : "none started", all ? "the others exist already" : "others failed"];
    }

    private string Known(string id)
    {
        if (!_ids.TryGetValue(id, out string? known))
            _ids[id] = known = $"<id {_ids.Count + 1}>";
        return known;
    }

    [GeneratedRegex(@"(.)\1{499,}", RegexOptions.Singleline)]
    private static partial Regex Run();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?<fraction>\.\d{1,7})?(?:Z|(?<offset>[+-]\d\d:\d\d))")]
    private static partial Regex Time();

    [GeneratedRegex(@"\w{3}, \d\d \w{3} 20(?:2[5-9]|3\d) \d\d:\d\d:\d\d GMT")]
    private static partial Regex Rfc1123();

    [GeneratedRegex(@"code=[^&""}\s<]+")]
    private static partial Regex Key();

    /// <summary>How far a restarted instance has progressed is random.</summary>
    [GeneratedRegex(@"(This orchestration has status )\w+(, but)")]
    private static partial Regex Rewound();

    [GeneratedRegex(@"\b(?:[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b")]
    private static partial Regex Id();

    /// <summary>Lines of a stack trace, also where line breaks are escaped because the text is JSON.</summary>
    [GeneratedRegex(@"(?:\n|\\+n) *(?:at |--- End of |Stack:)(?:(?!\n|\\+n|""\}).)*")]
    private static partial Regex Frames();

    [GeneratedRegex(@"(known \w+ functions: )('[^']+'(?:, '[^']+')*)")]
    private static partial Regex KnownFunctions();

    /// <summary>A stack trace in JSON that is itself the text of a value.</summary>
    [GeneratedRegex(@"(""[sS]tackTrace"":"")(?:[^""\\]|\\.)*""")]
    private static partial Regex StackInText();
}
