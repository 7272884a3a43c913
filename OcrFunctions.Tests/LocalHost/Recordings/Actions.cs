using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <summary>
/// Steps of recordings that are not a single request, by a part of their text. Times are compared as rules in whole seconds.
/// </summary>
internal static class Actions
{
    private const int MaxWorkerBody = 30_000_000;
    private const string SafeLine = "Replays: SAFE";
    private const string Runtime = "/runtime/webhooks/durabletask/instances/";

    public static IReadOnlyDictionary<string, Func<Replay, RecordedStep, Task>> All { get; } =
        new Dictionary<string, Func<Replay, RecordedStep, Task>>
        {
            ["prepared "] = PrepareAsync,
            ["attempts of "] = AttemptsAsync,
            ["event types of "] = EventTypesAsync,
            ["activity calls made by the six schedules"] = CallsOfSixAsync,
            ["LeavesTimer"] = LeavesTimerAsync,
            ["CreateTimer("] = TimerAsync,
            ["what each pass of the orchestrator saw"] = PassesAsync,
            ["lines of the replay-safe logger"] = SafeLinesAsync,
            ["POST /api/body chunked"] = ChunkedAsync,
            ["GET /api/slow, client closes"] = ClientClosesAsync,
            ["POST /api/body: headers only"] = HeadersOnlyAsync,
        };

    /// <summary>An instance in the status that its id names.</summary>
    private static async Task PrepareAsync(Replay replay, RecordedStep step)
    {
        string id = step.Action!.Split(' ')[1], status = (string)step.Result!;
        await replay.StartAsync(status switch { "Failed" => "Throws", "Pending" or "Completed" => "Quick", _ => "Waiter" }, id,
            status == "Failed" ? "\"plain\"" : "", status == "Pending" ? 3600 : null);
        await replay.UntilAsync(id, now => status is "Pending" or "Completed" or "Failed" ? now == status : now == "Running");
        if (status == "Suspended")
            await replay.PostAsync($"/api/client/suspend?id={id}");
        if (status == "Terminated")
            await replay.PostAsync($"/api/client/terminate?id={id}", "\"x\"");
        await replay.UntilAsync(id, now => now == status);
    }

    private static async Task AttemptsAsync(Replay replay, RecordedStep step)
    {
        string id = step.Action!.Split(' ')[2].TrimEnd(':');
        IEnumerable<JsonNode> notes = replay.Host.Seen;
        int attempts = notes.Count(n => (string?)n["what"] == "Fail" && (string?)n["data"]!["key"] == id);
        replay.Compare(step, step.Result!["count"], attempts, "result.count");
    }

    private static async Task EventTypesAsync(Replay replay, RecordedStep step) =>
        replay.Compare(step, Join(step.Result!.AsArray().Select(t => (string)t!)),
            Join((await HistoryAsync(replay, step.Action!.Split(' ')[^1])).Select(e => (string)e!["EventType"]!)));

    private static async Task CallsOfSixAsync(Replay replay, RecordedStep step)
    {
        await replay.UntilAsync("s4-count", Replay.IsFinal);
        replay.Compare(step, step.Result, replay.Host.Seen.Count(n => (string?)n["what"] == "Echo" && (string?)n["data"] == "x"));
    }

    private static async Task LeavesTimerAsync(Replay replay, RecordedStep step)
    {
        JsonObject done = await replay.UntilAsync("s7-l", Replay.IsFinal);
        TimeSpan took =
            DateTimeOffset.Parse((string)done["lastUpdatedTime"]!, CultureInfo.InvariantCulture)
                - DateTimeOffset.Parse((string)done["createdTime"]!, CultureInfo.InvariantCulture);
        replay.Compare(step, (double)step.Result! >= 7.5, took.TotalSeconds >= 7, "result: waits for the timer");
    }

    private static async Task TimerAsync(Replay replay, RecordedStep step)
    {
        int seconds = (int)step.Result!["timerSeconds"]!;
        string id = $"s7-timer{seconds}";
        await replay.StartAsync("LongChild", id, $$"""{"Count":1,"Prefix":null,"Seconds":{{seconds}},"Nested":false}""");
        await replay.UntilAsync(id, Replay.IsFinal);
        JsonArray history = await HistoryAsync(replay, id);
        DateTimeOffset started = At(history.First(e => (string)e!["EventType"]! == "ExecutionStarted")!["Timestamp"]!),
            due = At(history.First(e => (string)e!["EventType"]! == "TimerCreated")!["FireAt"]!),
            completed = At(history[^1]!["Timestamp"]!);
        replay.Compare(step, (double)step.Result["fireAtAfterStart"]! >= seconds, due >= started.AddSeconds(seconds),
            "result: due after the delay");
        replay.Compare(step, (double)step.Result["completedAfterStart"]! >= seconds - 1, completed >= started.AddSeconds(seconds - 1),
            "result: fires at most a second early");
    }

    private static async Task PassesAsync(Replay replay, RecordedStep step)
    {
        List<string> times = [];
        var passes = new JsonArray([.. replay.Host.Seen.Where(n => (string?)n["what"] == "replay").Select(n =>
        {
            JsonObject data = n["data"]!.DeepClone().AsObject();
            string now = (string)data["now"]!;
            if (!times.Contains(now))
                times.Add(now);
            data["now"] = $"T{times.IndexOf(now) + 1}";
            return data;
        })]);
        replay.Compare(step, step.Result, passes);
    }

    private static async Task SafeLinesAsync(Replay replay, RecordedStep step)
    {
        replay.Compare(
            step, new JsonArray([.. step.Result!.AsArray().Select(l => JsonValue.Create(((string)l!)[(((string)l!).IndexOf(']') + 2)..]))]),
            new JsonArray(
                [.. replay.Host.Process.Lines.Where(l => l.Contains(SafeLine, StringComparison.Ordinal))
                    .Select(l => JsonValue.Create(l[(l.IndexOf(SafeLine, StringComparison.Ordinal) + SafeLine.Length - 4)..]))]));
        await replay.StartAsync("Replays", "s7-replays2");
    }

    private static async Task ChunkedAsync(Replay replay, RecordedStep step)
    {
        int size = int.Parse(step.Action!.Split(' ')[^2], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        JsonObject answer = await replay.Host.Http.SendAsync(
            "POST", "/api/body", new byte[size],
            new Dictionary<string, string> { ["Content-Type"] = "application/octet-stream", ["Transfer-Encoding"] = "chunked" });
        // The worker closes the connection when it has read too much: whether its response or the failure to send the rest is seen first is
        // random.
        if (size > MaxWorkerBody)
            replay.Compare(step, (int)step.Result!["status"]! >= 400, (int?)answer["status"] >= 400, "result: refused");
        else
            replay.Compare(step, step.Result,
                new JsonObject { ["status"] = answer["status"]?.DeepClone(), ["body"] = answer["body"]?.DeepClone() });
    }

    private static async Task ClientClosesAsync(Replay replay, RecordedStep step)
    {
        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => replay.Host.Http.SendAsync("GET", "/api/slow", null, cancellationToken: impatient.Token));
        string[] whats = [.. step.Result!.AsArray().Select(n => (string)n![0]!)];
        List<JsonNode> notes;
        do
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            notes = [.. replay.Host.Seen.Where(n => whats.Contains((string)n["what"]!))];
        }
        while (notes.All(n => (string)n["what"]! != whats[^1]));

        replay.Compare(step, step.Result,
            new JsonArray(
                [.. notes.OrderBy(n => Array.IndexOf(whats, (string)n["what"]!))
                    .Select(n => new JsonArray(n["what"]!.DeepClone(), n["data"]?.DeepClone()))]));
    }

    private static async Task HeadersOnlyAsync(Replay replay, RecordedStep step)
    {
        string length = new([.. step.Action!.Split("Content-Length")[1].TakeWhile(c => c != ',').Where(char.IsDigit)]);
        using var socket = new TcpClient();
        await socket.ConnectAsync(replay.Host.Process.Address.Host, replay.Host.Process.Address.Port,
            TestContext.Current.CancellationToken);
        await using NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/body HTTP/1.1\r\nHost: {RawHttp.RecordedHost}\r\nContent-Type: application/octet-stream\r\nContent-Length: "
                    + $"{length}\r\n\r\n"), TestContext.Current.CancellationToken);
        byte[] first = new byte[1000];
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(12));
        string answer;
        try
        {
            answer = Encoding.ASCII.GetString(first, 0, await stream.ReadAsync(first, late.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            answer = e is IOException ? "connection error" : "nothing";
        }

        replay.Compare(step, ((string)step.Result!).Split('\r')[0], answer.Split('\r')[0]);
    }

    private static async Task<JsonArray> HistoryAsync(Replay replay, string id) =>
        JsonNode.Parse((string)(await replay.GetAsync($"{Runtime}{id}?showHistory=true"))["body"]!)!["historyEvents"]!.AsArray();

    private static DateTimeOffset At(JsonNode time) => DateTimeOffset.Parse((string)time!, CultureInfo.InvariantCulture);

    private static JsonValue Join(IEnumerable<string> words) => JsonValue.Create(string.Join(' ', words));
}
