using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;
using UglyToad.PdfPig.Core;

namespace OcrFunctions.Engine.Pdf;

/// <summary>
/// Objects of a PDF in version 2 of qpdf's JSON form, which <see cref="QpdfUpdate"/> writes back: a reference is <c>"3 0 R"</c>, a name is
/// <c>"/Name"</c>. Objects are loaded in batches, because each call of qpdf parses the whole file.
/// </summary>
internal sealed class QpdfObjects
{
    /// <summary>Room for the dictionaries of a document of 100,000 pages.</summary>
    private const int OutputKept = 500_000_000;

    /// <summary>So many streams are in memory together.</summary>
    private const int StreamsAtOnce = 200;

    private const string Prefix = "obj:";

    private readonly string _path;
    private readonly Dictionary<string, JsonObject> _loaded = [];

    private QpdfObjects(string path) => _path = path;

    /// <summary>References of the pages' dictionaries, in the order of the pages.</summary>
    public required IReadOnlyList<string> Pages { get; init; }

    /// <summary>Highest number of an object.</summary>
    public required int MaxObjectId { get; init; }

    /// <param name="path">A PDF that opens without a password.</param>
    /// <param name="isWhole">Whether to load all objects at once.</param>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.DamagedFile"/>.</exception>
    public static QpdfObjects Open(string path, bool isWhole = false)
    {
        // Listing the pages gives a page that occurs twice a second dictionary; the update declares that it counts on that.
        using JsonDocument json = Run(path, ["--json-key=pages", "--json-key=qpdf", .. isWhole ? (string[])[] : ["--json-object=trailer"]]);
        var objects = new QpdfObjects(path)
        {
            Pages = [.. json.RootElement.GetProperty("pages").EnumerateArray().Select(page => page.GetProperty("object").GetString()!)],
            MaxObjectId = json.RootElement.GetProperty("qpdf")[0].GetProperty("maxobjectid").GetInt32(),
        };
        objects.Keep(json);
        return objects;
    }

    /// <summary>Number of pages that the page tree has, whatever it says; 0 where qpdf cannot tell.</summary>
    public static int CountPages(string path)
    {
        using ToolProcess qpdf = PdfTools.Start("qpdf", "--no-warn", "--warning-exit-0", "--json=2", "--json-key=pages", path);
        using var json = new StreamReader(qpdf.Output);
        int pages = 0;
        while (json.ReadLine() is { } line)
            pages += line.Contains("\"pageposfrom1\":", StringComparison.Ordinal) ? 1 : 0;
        return qpdf.ExitCode() == 0 ? pages : 0;
    }

    /// <summary>All objects of a small PDF with the streams' data, by their number.</summary>
    public static IReadOnlyDictionary<int, JsonObject> ReadAll(string path)
    {
        using ToolProcess qpdf = PdfTools.Start("qpdf", "--json-output", path, "-");
        var json = JsonNode.Parse(qpdf.Output) as JsonObject;
        if (qpdf.ExitCode() != 0)
            throw qpdf.Failure("The text layer cannot be read.");
        return json!["qpdf"]![1]!.AsObject()
            .Where(one => one.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(one => NumberOf(one.Key[Prefix.Length..]), one => one.Value!.DeepClone().AsObject());
    }

    /// <summary>Number of the object that a reference names.</summary>
    public static int NumberOf(string reference) => int.Parse(reference.AsSpan(0, reference.IndexOf(' ')), CultureInfo.InvariantCulture);

    /// <summary>Whether a value is a reference.</summary>
    public static bool IsReference(JsonNode? value, out string reference)
    {
        reference = value is JsonValue text && text.TryGetValue(out string? name) ? name : "";
        return reference.Length > 0 && char.IsAsciiDigit(reference[0]) && reference.EndsWith(" R", StringComparison.Ordinal);
    }

    /// <summary>A reference of PdfPig.</summary>
    public static string ReferenceOf(IndirectReference reference) =>
        string.Create(CultureInfo.InvariantCulture, $"{reference.ObjectNumber} {reference.Generation} R");

    /// <summary>Name of an object in an update.</summary>
    public static string KeyOf(string reference) => Prefix + reference;

    /// <summary>Loads objects so that <see cref="Resolve"/> finds them; those that the file does not have are null.</summary>
    public void Load(IEnumerable<string> references)
    {
        string[] missing = [.. references.Distinct().Where(reference => !_loaded.ContainsKey(reference))];
        if (missing.Length == 0)
            return;
        using JsonDocument json = Run(_path,
            ["--json-key=qpdf", "--json-key=pages",
                .. missing.Select(Argument)]);
        Keep(json);
        foreach (string reference in missing)
            _ = _loaded.TryAdd(reference, []);
    }

    /// <summary>A value itself, or the loaded object that it refers to; null where that does not exist.</summary>
    public JsonNode? Resolve(JsonNode? value) =>
        IsReference(value, out string reference) ? _loaded.GetValueOrDefault(reference)?["value"] : value;

    /// <summary>The references that a value is or has as its elements.</summary>
    public static IEnumerable<string> References(JsonNode? value) => value is JsonArray list
        ? list.SelectMany(References)
        : IsReference(value, out string reference) ? [reference] : [];

    /// <summary>A loaded page's content streams, whose references are loaded: its own list, or a list of the one that it names.</summary>
    public IEnumerable<JsonNode?> ContentsOf(JsonObject page)
    {
        JsonNode? contents = page["/Contents"];
        // A reference to a stream stays; one to a list of them is replaced by the list.
        if (Resolve(contents) is JsonArray list)
            return list;
        return contents is null ? [] : Enumerable.Repeat(contents, 1);
    }

    /// <summary>Decoded content of streams; one whose filter qpdf does not know is left out.</summary>
    public IEnumerable<(string Reference, byte[] Content)> ReadStreams(IEnumerable<string> references)
    {
        foreach (string[] batch in references.Chunk(StreamsAtOnce))
        {
            using JsonDocument json = Run(_path,
                ["--json-key=qpdf", "--json-key=pages", "--json-stream-data=inline", "--decode-level=generalized",
                    .. batch.Select(Argument)]);
            foreach (JsonProperty one in json.RootElement.GetProperty("qpdf")[1].EnumerateObject())
                if (one.Value.TryGetProperty("stream", out JsonElement stream)
                    && !stream.GetProperty("dict").TryGetProperty("/Filter", out _)
                    && stream.TryGetProperty("data", out JsonElement data))
                    yield return (one.Name[Prefix.Length..], data.GetBytesFromBase64());
        }
    }

    /// <summary>References of loaded streams that are forms: drawn by pages, by other forms, or as what an annotation looks like.</summary>
    public IEnumerable<string> Forms => _loaded.Keys.Where(
        reference => StreamDictionary(reference)?["/Subtype"] is JsonValue kind && kind.TryGetValue(out string? name) && name == "/Form");

    /// <summary>Dictionary of a loaded stream; null for another object.</summary>
    public JsonObject? StreamDictionary(string reference) => _loaded.GetValueOrDefault(reference)?["stream"]?["dict"] as JsonObject;

    private void Keep(JsonDocument json)
    {
        foreach (JsonProperty one in json.RootElement.GetProperty("qpdf")[1].EnumerateObject())
            if (one.Name.StartsWith(Prefix, StringComparison.Ordinal))
                _loaded[one.Name[Prefix.Length..]] = JsonObject.Create(one.Value.Clone())!;
    }

    private static string Argument(string reference) => $"--json-object={reference.Replace(" R", "").Replace(' ', ',')}";

    private static JsonDocument Run(string path, IEnumerable<string> arguments)
    {
        // Arguments on standard input: a document may have more objects than a command line has room for.
        string input = string.Concat(((IEnumerable<string>)["--no-warn", "--warning-exit-0", "--json=2", .. arguments, path])
            .Select(argument => argument + "\n"));
        using ToolProcess qpdf = PdfTools.StartWith(input, "qpdf", "@-");
        string text = qpdf.ReadText(OutputKept);
        if (qpdf.ExitCode() != 0)
            throw qpdf.Failure("The PDF's objects cannot be listed.");
        return JsonDocument.Parse(text);
    }
}
