using System.Text.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <summary>Recorded behavior of the real host in one scenario.</summary>
/// <param name="Name">Name of the file up to its first dash, such as <c>03a</c>.</param>
internal sealed record Recording(string Name, IReadOnlyList<RecordedStep> Steps)
{
    public static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Repository.SharedFile("host-traces"), "*.json").Order(StringComparer.Ordinal);

    public static Recording Read(string name)
    {
        string file = Files().Single(f => Path.GetFileName(f).StartsWith(name + "-", StringComparison.Ordinal));
        JsonArray steps = JsonNode.Parse(File.ReadAllText(file))!["steps"]!.AsArray();
        return new Recording(name, [.. steps.Select((step, number) => new RecordedStep(number, step!.AsObject()))]);
    }
}

/// <summary>A request with its answer, or an action with its result.</summary>
internal sealed class RecordedStep
{
    public RecordedStep(int number, JsonObject step)
    {
        Number = number;
        Action = (string?)step["action"];
        Note = (string?)step["note"] ?? "";
        Body = (string?)step["requestBody"];
        Headers = step["requestHeaders"]?.AsObject().ToDictionary(h => h.Key, h => (string)h.Value!) ?? [];
        Result = step["result"];
        if ((string?)step["request"] is { } request)
            (Method, Path) = (request[..request.IndexOf(' ')], request[(request.IndexOf(' ') + 1)..]);
        Answer = step["response"]?.AsObject();
    }

    /// <summary>From 0, as in the file.</summary>
    public int Number { get; }

    /// <summary>Null for a request.</summary>
    public string? Action { get; }

    public string Method { get; } = "";

    public string Path { get; } = "";

    public string Note { get; }

    public string? Body { get; }

    public Dictionary<string, string> Headers { get; }

    /// <summary>Of an action.</summary>
    public JsonNode? Result { get; }

    /// <summary>Of a request: status, headers, body; or connection_error.</summary>
    public JsonObject? Answer { get; }

    /// <summary>Whether the request timed out without a response, or its connection broke.</summary>
    public bool IsUnanswered => Answer is not null && Answer["status"] is null;

    public override string ToString() => Action ?? $"{Method} {Path}";

    /// <summary>Status of an instance when it was recorded; null for a response that shows no instance.</summary>
    public string? Status =>
        Answer?["body"] is JsonObject body && (body["runtimeStatus"] ?? body["status"]) is JsonValue status
            && status.GetValueKind() == JsonValueKind.String
        ? (string?)status : null;
}
