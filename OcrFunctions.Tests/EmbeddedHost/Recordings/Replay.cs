using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OcrFunctions.Tests.EmbeddedHost.Recordings;

/// <summary>Does again what a recording did, in its order, and collects what comes out differently.</summary>
internal sealed class Replay(Recording recording, IProbeHost app)
{
    /// <summary>So long an instance may take to come to where it was recorded.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>So long one that is still running may take to look as recorded.</summary>
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(4);

    private readonly List<Difference> _differences = [];

    public IProbeHost Host => app;

    /// <summary>For recordings whose app is in this process.</summary>
    public ProbeApp App => (ProbeApp)app;

    /// <summary>For recordings whose app is a process.</summary>
    public ProbeProcess Process => (ProbeProcess)app;

    public Recording Recording => recording;

    /// <summary>A request that an action sent and did not wait for.</summary>
    public Task<JsonObject>? InFlight { get; set; }

    /// <summary>Instances that are started when a step speaks of them.</summary>
    public List<(string Name, string Id, string Input)> Waiting { get; } = [];

    public async Task<List<Difference>> RunAsync(IReadOnlyDictionary<string, Func<Replay, RecordedStep, Task>> actions)
    {
        await Scenes.PrepareAsync(this);
        foreach (RecordedStep step in recording.Steps)
        {
            await Scenes.JustInTimeAsync(this, step);
            if (step.Action is null)
                await RequestAsync(step);
            else if (actions.FirstOrDefault(a => step.Action.Contains(a.Key, StringComparison.Ordinal)) is { Key: not null } action)
                await action.Value(this, step);
            else
                _differences.Add(new Difference(step, "action", "", "not replayed"));
        }

        return _differences;
    }

    /// <summary>Compares the result of an action.</summary>
    public void Compare(RecordedStep step, JsonNode? real, JsonNode? here, string where = "result") =>
        _differences.AddRange(Difference.Between(step, where, new Normal().Json(real), new Normal().Json(here)));

    public Task<JsonObject> PostAsync(string path, string body = "") => app.Http.SendAsync("POST", path, Encoding.UTF8.GetBytes(body));

    public Task<JsonObject> GetAsync(string path) => app.Http.SendAsync("GET", path, null);

    public Task StartAsync(string name, string id, string input = "", int? after = null) =>
        PostAsync($"/api/start?name={name}&id={Uri.EscapeDataString(id)}{(after is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"&after={seconds}") : "")}", input);

    public async Task<JsonObject?> InstanceAsync(string id)
    {
        JsonObject answer = await GetAsync($"/runtime/webhooks/durabletask/instances/{Uri.EscapeDataString(id)}");
        return (string?)answer["body"] is { Length: > 0 } body ? JsonNode.Parse(body)!.AsObject() : null;
    }

    public Task<JsonObject> UntilAsync(string id, Func<string, bool> status) => UntilAsync(id, (JsonObject instance) => status((string)instance["runtimeStatus"]!));

    public async Task<JsonObject> UntilAsync(string id, Func<JsonObject, bool> wanted)
    {
        using var late = new CancellationTokenSource(Patience);
        while (true)
        {
            JsonObject? instance = await InstanceAsync(id);
            if (instance is not null && wanted(instance))
                return instance;
            Assert.False(late.IsCancellationRequested, $"{recording.Name}: instance {id} did not come to where it was wanted: {instance?.ToJsonString()}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public static bool IsFinal(string status) => status is "Completed" or "Failed" or "Terminated";

    private async Task RequestAsync(RecordedStep step)
    {
        byte[]? body = Scenes.Body(step);
        long begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            JsonObject answer = await app.Http.SendAsync(step.Method, step.Path, body, Scenes.Headers(step));
            List<Difference> differences = [.. Compare(step, answer)];
            if (differences.Count == 0 || !MayStillCome(step, Status(answer), TimeProvider.System.GetElapsedTime(begun)))
            {
                _differences.AddRange(differences);
                return;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Recordings waited for a status before they asked, and do not say so.</summary>
    private static bool MayStillCome(RecordedStep step, string? now, TimeSpan waited)
    {
        if (step.Status is not { } wanted)
            return false;
        if (now is not null && IsFinal(now))
            return IsFinal(wanted) && waited < TimeSpan.FromSeconds(1);
        return waited < (IsFinal(wanted) ? Patience : ShortPatience);
    }

    private static string? Status(JsonObject answer) =>
        Parsed(null, (string?)answer["body"] ?? "") is JsonObject o && (o["runtimeStatus"] ?? o["status"]) is JsonValue status && status.GetValueKind() == JsonValueKind.String
            ? (string?)status : null;

    private static IEnumerable<Difference> Compare(RecordedStep step, JsonObject here)
    {
        JsonObject real = step.Answer!;
        JsonNode? realBody = new Normal().Json(real["body"]), hereBody = new Normal().Json(Parsed(real["body"], (string?)here["body"] ?? ""));
        string realStatus = real["status"]?.ToJsonString() ?? "connection error", hereStatus = here["status"]?.ToJsonString() ?? "connection error";
        if (realStatus != hereStatus)
            return [new Difference(step, "answer", $"{realStatus} {Difference.Show(realBody)}", $"{hereStatus} {Difference.Show(hereBody)}")];
        if (real["status"] is null)
            return [];
        List<Difference> differences = [.. Difference.Between(step, "body", realBody, hereBody)];
        bool comparable = differences.Count == 0 && !Varies(realBody);
        differences.AddRange(Headers(step, new Normal().Json(real["headers"])!.AsObject(), new Normal().Json(here["headers"])!.AsObject())
            .Where(d => d.Where != "header Content-Length" || comparable));
        return differences;
    }

    /// <summary>A body of text was recorded as text, one of JSON mostly as what it says.</summary>
    public static JsonNode? Parsed(JsonNode? recorded, string text)
    {
        bool asText = recorded is JsonValue value && value.GetValueKind() == JsonValueKind.String && (string)value! is { Length: > 0 } told && (!text.StartsWith('"') || told.StartsWith('"'));
        if (text.Length == 0 || asText)
            return text;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static IEnumerable<Difference> Headers(RecordedStep step, JsonObject real, JsonObject here)
    {
        foreach (string name in real.Select(h => h.Key).Union(here.Select(h => h.Key), StringComparer.OrdinalIgnoreCase))
        {
            string left = Find(real, name), right = Find(here, name);
            if (left != right)
                yield return new Difference(step, "header " + name, left, right);
        }
    }

    private static string Find(JsonObject headers, string name) =>
        headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { } value ? Difference.Show(((string)value!).Trim()) : Difference.Missing;

    /// <summary>Times and stacks are of different lengths each time.</summary>
    private static bool Varies(JsonNode? body) => Difference.Show(body) is var text && (text.Contains("<time", StringComparison.Ordinal) || text.Contains("<stack", StringComparison.Ordinal)
        || text.Contains("<id", StringComparison.Ordinal) || text.Contains("<key", StringComparison.Ordinal));
}
