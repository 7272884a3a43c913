using System.Text.Json.Nodes;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <param name="Step">The request or action.</param>
/// <param name="Where">Part of the answer: <c>status</c>, <c>header Location</c>, <c>body.output</c>.</param>
/// <param name="Real">The recorded value, as JSON.</param>
/// <param name="Here">The value on this host.</param>
internal sealed record Difference(RecordedStep Step, string Where, string Real, string Here)
{
    public const string Missing = "(missing)";

    /// <summary>Compares two values, names and order of an object's members included.</summary>
    public static IEnumerable<Difference> Between(RecordedStep step, string where, JsonNode? real, JsonNode? here)
    {
        if (real is JsonObject o && here is JsonObject p)
            return BetweenObjects(step, where, o, p);
        if (real is JsonArray a && here is JsonArray b)
            return BetweenArrays(step, where, a, b);
        string left = Show(real), right = Show(here);
        // A time on a whole second is written without a fraction, here as on the real host.
        return left == right || left == right.Replace("<timeZ>", "<time+fracZ>", StringComparison.Ordinal)
            ? [] : [new Difference(step, where, left, right)];
    }

    public override string ToString() => $"| `{Step}` #{Step.Number} | `{Where}` | `{Cut(Real, Here)}` | `{Cut(Here, Real)}` |";

    private static IEnumerable<Difference> BetweenObjects(RecordedStep step, string where, JsonObject real, JsonObject here)
    {
        foreach ((string name, JsonNode? value) in real)
        {
            if (!here.TryGetPropertyValue(name, out JsonNode? ours))
                yield return new Difference(step, $"{where}.{name}", Show(value), Missing);
            else
                foreach (Difference d in Between(step, $"{where}.{name}", value, ours))
                    yield return d;
        }

        foreach ((string name, JsonNode? ours) in here)
            if (!real.ContainsKey(name))
                yield return new Difference(step, $"{where}.{name}", Missing, Show(ours));
        string[] both = [.. real.Select(p => p.Key).Where(here.ContainsKey)], order = [.. here.Select(p => p.Key).Where(real.ContainsKey)];
        if (!both.SequenceEqual(order))
            yield return new Difference(step, $"{where} order", string.Join(' ', both), string.Join(' ', order));
    }

    private static IEnumerable<Difference> BetweenArrays(RecordedStep step, string where, JsonArray real, JsonArray here)
    {
        string kinds = Kinds(real), ours = Kinds(here);
        if (kinds != ours)
            return [new Difference(step, where, kinds, ours)];
        return Enumerable.Range(0, real.Count).SelectMany(n => Between(step, $"{where}[{n}]", real[n], here[n]));
    }

    /// <summary>Of a history its event types, of other lists their length: if these differ, comparing items is pointless.</summary>
    private static string Kinds(JsonArray array) => array.Any(item => (item as JsonObject)?.ContainsKey("EventType") == true)
        ? string.Join(' ', array.Select(item => (string?)item!["EventType"]))
        : $"{array.Count} items";

    public static string Show(JsonNode? node) => node is null ? "null" : node.ToJsonString(Options);

    /// <summary>The part of a long text from the first difference.</summary>
    private static string Cut(string text, string other)
    {
        int same = text.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count(), from = Math.Max(0, same - 60);
        return (from > 0 ? "…" : "") + (text.Length <= from + 300 ? text[from..] : text[from..(from + 300)] + "…");
    }

    private static readonly System.Text.Json.JsonSerializerOptions Options =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
