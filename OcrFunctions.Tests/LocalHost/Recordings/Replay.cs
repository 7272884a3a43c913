using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <summary>Repeats what a recording did, in order, and collects the differences.</summary>
/// <param name="recording">What was recorded.</param>
/// <param name="host">The host on which it is replayed.</param>
/// <param name="known">Rows of the table: what they cover is not expected to become as recorded.</param>
internal sealed class Replay(Recording recording, ProbeHost host, IReadOnlyList<DifferenceRow> known)
{
    /// <summary>Maximum time for an instance to reach its recorded state.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan UnansweredPatience = TimeSpan.FromSeconds(10);

    /// <summary>Each poll is a storage call; many replays poll at once.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(300);

    /// <summary>Maximum time for a running one to match the recording.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(60);

    private readonly List<Difference> _differences = [];

    public ProbeHost Host => host;

    public Recording Recording => recording;

    /// <summary>A request that an action sent without waiting.</summary>
    public Task<JsonObject>? InFlight { get; set; }

    /// <summary>Instances that are started when a step refers to them.</summary>
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
    public void Compare(RecordedStep step, JsonNode? real, JsonNode? here, string where = "result")
    {
        if (!Scenes.IsCountedByTheClock(step))
            _differences.AddRange(Difference.Between(step, where, new Normal(step).Json(real), new Normal(step).Json(here)));
    }

    public Task<JsonObject> PostAsync(string path, string body = "") => host.Http.SendAsync("POST", path, Encoding.UTF8.GetBytes(body));

    public Task<JsonObject> GetAsync(string path) => host.Http.SendAsync("GET", path, null);

    public Task StartAsync(string name, string id, string input = "", int? after = null)
    {
        string delay = after is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"&after={seconds}") : "";
        return PostAsync($"/api/start?name={name}&id={Uri.EscapeDataString(id)}{delay}", input);
    }

    public async Task<JsonObject?> InstanceAsync(string id)
    {
        JsonObject answer = await GetAsync($"/runtime/webhooks/durabletask/instances/{Uri.EscapeDataString(id)}");
        return (string?)answer["body"] is { Length: > 0 } body ? JsonNode.Parse(body)!.AsObject() : null;
    }

    public Task<JsonObject> UntilAsync(string id, Func<string, bool> status) =>
        UntilAsync(id, (JsonObject instance) => status((string)instance["runtimeStatus"]!));

    public async Task<JsonObject> UntilAsync(string id, Func<JsonObject, bool> wanted)
    {
        using var late = new CancellationTokenSource(MaxWait);
        while (true)
        {
            JsonObject? instance = await InstanceAsync(id);
            if (instance is not null && wanted(instance))
                return instance;
            Assert.False(late.IsCancellationRequested,
                $"{recording.Name}: instance {id} did not come to where it was wanted: {instance?.ToJsonString()}");
            await Task.Delay(Between, TestContext.Current.CancellationToken);
        }
    }

    public static bool IsFinal(string status) => status is "Completed" or "Failed" or "Terminated";

    private async Task RequestAsync(RecordedStep step)
    {
        byte[]? body = Scenes.Body(step);
        long begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            JsonObject answer = await SendAsync(step, body);
            // What a client does; the recorded host was less busy.
            if ((int?)answer["status"] == 503 && answer["headers"]!["Retry-After"] is not null
                && TimeProvider.System.GetElapsedTime(begun) < MaxWait)
                continue;
            List<Difference> differences = [.. Compare(step, answer)];
            if (!differences.Exists(d => !known.Any(row => row.Covers(d)))
                || !MayStillCome(step, Status(answer), TimeProvider.System.GetElapsedTime(begun)))
            {
                _differences.AddRange(differences);
                return;
            }

            await Task.Delay(Between, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A request that was never answered is awaited for a shorter time than in the recording.</summary>
    private async Task<JsonObject> SendAsync(RecordedStep step, byte[]? body)
    {
        using var late = new CancellationTokenSource();
        if (step.IsUnanswered)
            late.CancelAfter(UnansweredPatience);
        try
        {
            return await host.Http.SendAsync(step.Method, step.Path, body, Scenes.Headers(step), late.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return new JsonObject { ["connection_error"] = "no answer" };
        }
    }

    /// <summary>Recordings waited for a status before the request, without recording the wait.</summary>
    private static bool MayStillCome(RecordedStep step, string? now, TimeSpan waited)
    {
        if (step.Status is not { } wanted)
            return false;
        if (now is not null && IsFinal(now))
            return IsFinal(wanted) && waited < TimeSpan.FromSeconds(1);
        return waited < (IsFinal(wanted) ? MaxWait : ShortWait);
    }

    private static string? Status(JsonObject answer) =>
        Parsed(null, (string?)answer["body"] ?? "") is JsonObject o && (o["runtimeStatus"] ?? o["status"]) is JsonValue status
            && status.GetValueKind() == JsonValueKind.String
            ? (string?)status : null;

    private static List<Difference> Compare(RecordedStep step, JsonObject here)
    {
        JsonObject real = step.Answer!;
        JsonNode? realBody = new Normal(step).Json(real["body"]),
            hereBody = new Normal(step).Json(Parsed(real["body"], (string?)here["body"] ?? ""));
        string realStatus = real["status"]?.ToJsonString() ?? "connection error",
            hereStatus = here["status"]?.ToJsonString() ?? "connection error";
        if (realStatus != hereStatus)
            return [new Difference(step, "answer", $"{realStatus} {Difference.Show(realBody)}",
                $"{hereStatus} {Difference.Show(hereBody)}")];
        if (real["status"] is null || Scenes.IsCountedByTheClock(step))
            return [];
        List<Difference> differences = [.. Difference.Between(step, "body", realBody, hereBody)];
        bool comparable = differences.Count == 0 && !Varies(realBody);
        differences.AddRange(
            Headers(step, new Normal(step).Json(real["headers"])!.AsObject(), new Normal(step).Json(here["headers"])!.AsObject())
            .Where(d => d.Where != "header Content-Length" || comparable));
        return differences;
    }

    /// <summary>A text body was recorded as text, a JSON body mostly as its content.</summary>
    public static JsonNode? Parsed(JsonNode? recorded, string text)
    {
        bool asText =
            recorded is JsonValue value && value.GetValueKind() == JsonValueKind.String && (string)value! is { Length: > 0 } told
                && (!text.StartsWith('"') || told.StartsWith('"'));
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
        headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { } value
            ? Difference.Show(((string)value!).Trim()) : Difference.Missing;

    /// <summary>Times and stacks have different lengths each time.</summary>
    private static bool Varies(JsonNode? body) =>
        Difference.Show(body) is var text
            && (text.Contains("<time", StringComparison.Ordinal) || text.Contains("<stack", StringComparison.Ordinal)
        || text.Contains("<id", StringComparison.Ordinal) || text.Contains("<status>", StringComparison.Ordinal)
        || text.Contains("<key", StringComparison.Ordinal));
}
