using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <summary>
/// Preconditions of a recording. Most of them follow from the recording itself: an instance that a response shows, and that
/// no step starts, was started before with the name and the input shown there.
/// </summary>
internal static class Scenes
{
    /// <summary>Started by other instances.</summary>
    private static readonly string[] Children = ["Middle", "LongChild"];

    /// <summary>What no response shows: by recording, the instances as name, id, input.</summary>
    private static readonly Dictionary<string, (string Name, string Id, string Input)[]> Started = new()
    {
        ["01d"] = [("Loop", "s1d-loop", """{"Left":3,"PreserveEvents":false,"Got":[]}""")],
        ["02b"] = [("Payload", "s2-shape", "shape")],
        ["03b"] = [("Waiter", "s3b-w", "")],
        ["05d"] =
        [
            ("Waiter", "s5d-run", ""), ("Quick", "s5d-done", ""),
            ("Throws", "s5d-fail", "\"plain\""), ("Parent", "s5d-par", """{"Count":2,"Prefix":"s5d-par-c","Seconds":1,"Nested":false}"""),
            ("Parent", "s5d-par2", """{"Count":2,"Prefix":"s5d-par2-c","Seconds":1,"Nested":false}"""),
            ("Payload", "s5d-big", "\"bigout\""), ("Quick", "s5d-done2", ""),
        ],
        ["07c"] = [("Replays", "s7-replays", "")],
        ["07b"] = [("Loop", "s7-loop", """{"Left":3,"PreserveEvents":true,"Got":[]}"""),
            ("Loop", "s7-loopx", """{"Left":3,"PreserveEvents":false,"Got":[]}""")],
        ["11a"] = [("Waiter", "s11a-w", "")],
        ["11b"] = [("Waiter", "s11b-wait", ""), ("LongChild", "s11b-timer", """{"Count":1,"Prefix":null,"Seconds":8,"Nested":false}""")],
        ["11c"] = [("Waiter", "s11c-wait", "")],
        ["12"] = [("Waiter", "s12-w", ""), ("Quick", "s12-q", ""), ("Throws", "s12-f", "\"plain\"")],
    };

    /// <summary>Seconds until an instance starts; the recordings have them pending.</summary>
    private static readonly Dictionary<string, int> After = new()
    {
        ["s1-pending"] = 3600,
        ["s1d-later"] = 5,
        ["s5a-pend"] = 3600,
        ["s5b-pend"] = 3600,
        ["s5c-pend"] = 3600,
        ["s5d-pend"] = 3600,
    };

    private static readonly string[] JustInTime = ["s1d-later", "s5a-act", "s5b-slow", "s5c-early", "s7-loop", "s7-loopx"];

    /// <summary>Have ended when the recording begins.</summary>
    private static readonly string[] Ended =
        ["s5a-done", "s5a-failed", "s5d-done", "s5d-fail", "s5d-par", "s5d-par2", "s5d-big", "s5d-done2", "s12-q", "s12-f"];

    /// <summary>Started by an action of the recording.</summary>
    private static readonly string[] Later = ["s7-replays2"];

    /// <summary>Shows how often an activity was tried within a retry time-out, which depends on the machine.</summary>
    public static bool IsCountedByTheClock(RecordedStep step) => step.ToString().Contains("s3c-tmo", StringComparison.Ordinal);

    /// <summary>Starts one instance several times at once.</summary>
    public static bool AreConcurrentStarts(RecordedStep step) => step.Path.Contains("&count=6", StringComparison.Ordinal);

    /// <summary>The retries of several activities are mixed in its history.</summary>
    public static bool HasRetriesInParallel(RecordedStep step) => step.Path.Contains("s11a-retry", StringComparison.Ordinal);

    /// <summary>An event that a former generation kept is raised while the activity of the last one runs.</summary>
    public static bool RaisesBesideAnActivity(RecordedStep step) => step.Path.Contains("s7-loop", StringComparison.Ordinal);

    public static async Task PrepareAsync(Replay replay)
    {
        Recording recording = replay.Recording;
        List<(string Name, string Id, string Input)> started = [.. Started.GetValueOrDefault(recording.Name) ?? []];
        if (recording.Name == "05c")
            started.Add(("Quick", "s5c-pend", ""));
        HashSet<string> known = [.. started.Select(s => s.Id), .. Later, .. recording.Steps.Select(StartedBy).OfType<string>()];
        started.AddRange(
            recording.Steps.SelectMany(step => Shown(step.Answer?["body"]))
                .Where(s => !Children.Contains(s.Name) && known.Add(s.Id) && recording.Name != "04a"));
        replay.Waiting.AddRange(started.Where(s => JustInTime.Contains(s.Id)));
        await Task.WhenAll(
            started.Where(s => !JustInTime.Contains(s.Id))
                .Select(s => replay.StartAsync(s.Name, s.Id, s.Input, After.TryGetValue(s.Id, out int seconds) ? seconds : null)));
        foreach ((_, string id, _) in started.Where(s => !JustInTime.Contains(s.Id)))
            if (!After.ContainsKey(id))
                await replay.UntilAsync(id,
                    status => Ended.Contains(id) || recording.Name == "01c" ? Replay.IsFinal(status) : status != "Pending");
        if (recording.Name == "01b")
        {
            await replay.PostAsync("/api/client/suspend?id=s1-susp&reason=pause");
            await replay.PostAsync("/api/client/terminate?id=s1-term", "\"because\"");
        }
    }

    /// <summary>Starts what a step is the first to refer to and what would have progressed by now.</summary>
    public static async Task JustInTimeAsync(Replay replay, RecordedStep step)
    {
        foreach ((string name, string id, string input) in replay.Waiting.Where(s => step.Path.Contains(s.Id, StringComparison.Ordinal))
            .ToList())
        {
            replay.Waiting.RemoveAll(s => s.Id == id);
            await replay.StartAsync(name, id, input, After.TryGetValue(id, out int seconds) ? seconds : null);
            if (!After.ContainsKey(id))
                await replay.UntilAsync(id, status => status != "Pending");
        }

        // The recording raised its event when the orchestration was waiting for it.
        if (step.Path.Contains("raise?id=s2-box", StringComparison.Ordinal))
            await replay.UntilAsync("s2-box", instance => instance["customStatus"] is not null);

        // Requests to an ended instance were sent after it had ended.
        if ((int?)step.Answer?["status"] == 410
            && step.Path.Split('/', '?') is [_, "runtime", "webhooks", "durabletask", "instances", var ended, ..])
            await replay.UntilAsync(Uri.UnescapeDataString(ended), Replay.IsFinal);
    }

    /// <summary>If a recording has no content type of a body for the management API, it was JSON.</summary>
    public static IReadOnlyDictionary<string, string> Headers(RecordedStep step) =>
        step.Body is { Length: > 0 } && step.Headers.Count == 0 && step.Path.StartsWith("/runtime", StringComparison.Ordinal)
            ? new Dictionary<string, string> { ["Content-Type"] = "application/json" } : step.Headers;

    /// <summary>The body that a step was sent with, which the recordings shorten.</summary>
    public static byte[]? Body(RecordedStep step)
    {
        if (step.Answer!.ContainsKey("connection_error") && step.Path == "/api/body")
            return new byte[104_857_601];
        if (step.Body is not { } text)
            return step.Note == "body None" || step.Method is not ("POST" or "PUT" or "PATCH")
                || !step.Path.StartsWith("/api", StringComparison.Ordinal) ? null : [];
        if (step.Note.StartsWith("body '", StringComparison.Ordinal))
            return Encoding.UTF8.GetBytes(step.Note["body '".Length..^1]);
        if (!text.EndsWith(" bytes>", StringComparison.Ordinal))
            return Encoding.UTF8.GetBytes(text);
        int size = int.Parse(text[1..^" bytes>".Length], CultureInfo.InvariantCulture);
        if (!step.Headers.GetValueOrDefault("Content-Type", "").StartsWith("multipart", StringComparison.Ordinal))
            return new byte[size];
        return size < 1000
            ? Form("title", null, "é"u8.ToArray(), "file", "naïve é.pdf", new byte[40], "application/pdf")
            : Form(null, null, [], "file", "big.bin", new byte[29_900_000], "application/octet-stream");
    }

    private static byte[] Form(string? field, string? fieldType, byte[] value, string name, string file, byte[] content, string type)
    {
        using var body = new MemoryStream();
        if (field is not null)
            Write($"--BOUND\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{Encoding.UTF8.GetString(value)}\r\n");
        Write($"--BOUND\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {type}\r\n\r\n");
        body.Write(content);
        Write("\r\n--BOUND--\r\n");
        return body.ToArray();

        void Write(string text) => body.Write(Encoding.UTF8.GetBytes(text));
    }

    private static string? StartedBy(RecordedStep step)
    {
        const string byHttp = "/runtime/webhooks/durabletask/orchestrators/";
        if (step.Path.StartsWith(byHttp, StringComparison.Ordinal))
            return step.Path[byHttp.Length..].Split('/', '?') is [_, var id, ..] ? Uri.UnescapeDataString(id) : null;
        return step.Path.StartsWith("/api/start?", StringComparison.Ordinal)
            ? step.Path.Split('?', '&').FirstOrDefault(p => p.StartsWith("id=", StringComparison.Ordinal)) is { } parameter
                ? Uri.UnescapeDataString(parameter[3..].Replace('+', ' ')) : null
            : null;
    }

    private static IEnumerable<(string Name, string Id, string Input)> Shown(JsonNode? body)
    {
        if (body is JsonArray list)
            return list.SelectMany(Shown);
        if (body is not JsonObject instance || instance["name"] is null || instance["instanceId"] is null)
            return [];
        JsonNode? input = instance["input"];
        if (input is null && instance["serializedInput"] is JsonValue serialized)
            input = JsonNode.Parse((string)serialized!);
        return [((string)instance["name"]!, (string)instance["instanceId"]!, input?.ToJsonString() ?? "")];
    }
}
