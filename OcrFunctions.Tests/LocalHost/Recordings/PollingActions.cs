using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <summary>What the recordings of blob, queue and timer triggers did to storage, and what the functions then logged.</summary>
internal static partial class PollingActions
{
    private const string Hosts = "azure-webjobs-hosts";

    /// <summary>Prefixes of the names of queues that triggers use.</summary>
    private static readonly string[] Queues = ["azure-webjobs-blobtrigger-probehost2", "webjobs-", "probe-"];

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    /// <summary>No call may occur in this time if none was recorded; a container is polled every ten seconds.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(12);

    /// <summary>
    /// The SDK remembers its position in a container by the newest modification, which storage reports in seconds: a blob of the same
    /// second as one that was already found is found only by the next start.
    /// </summary>
    private static readonly TimeSpan NextSecond = TimeSpan.FromSeconds(1.1);

    public static IReadOnlyDictionary<string, Func<Replay, RecordedStep, Task>> All { get; } =
        new Dictionary<string, Func<Replay, RecordedStep, Task>>
        {
            ["containers before"] = (r, s) => SameAsync(r, s, Ours(s.Result!, "azure-", "probehub"), () => ContainersAsync(r)),
            ["blobs in azure-webjobs-hosts before"] =
            (r, s) => SameAsync(r, s, Ours(s.Result!, "blobreceipts/probehost2", "locks/probehost2", "timers/probehost2"),
                () => HostBlobsAsync(r, "")),
            ["receipts in azure-webjobs-hosts"] =
            (r, s) => SameAsync(r, s, Ours(s.Result!, "blobreceipts/probehost2"), () => HostBlobsAsync(r, "blobreceipts/probehost2")),
            ["receipts of the failing function"] =
            (r, s) => SameAsync(r, s, Ours(s.Result!, ""), () => HostBlobsAsync(r, "blobreceipts/probehost2/Host.Functions.BlobBad")),
            ["everything in azure-webjobs-hosts"] =
            (r, s) => SameAsync(r, s, Ours(s.Result!, "blobreceipts/probehost2", "timers/probehost2"),
                () => HostBlobsAsync(r, "blobreceipts", "timers/probehost2")),
            ["timer status blobs"] =
            (r, s) => SameAsync(r, s, Ours(s.Result!, "timers/probehost3"), () => HostBlobsAsync(r, "timers/probehost3")),
            ["azure-webjobs-secrets"] =
            async (r, s) => r.Compare(s, Ours(s.Result!, "probehost2"), await BlobsAsync(r, "azure-webjobs-secrets", "")),
            ["that receipt"] =
            async (r, s) =>
                r.Compare(s, ReceiptLength().Match((string)s.Result!).Groups[1].Value,
                    (await ReceiptAsync(r)).Properties.ContentLength.ToString(), "result: its length"),
            ["its content"] =
            async (r, s) => r.Compare(s, s.Result, (await ReceiptBlob(r).DownloadContentAsync(Stop)).Value.Content.ToString()),
            ["its metadata"] =
            async (r, s) =>
                r.Compare(s, s.Result, new JsonArray([.. (await ReceiptAsync(r)).Metadata?.Keys.Select(k => JsonValue.Create(k)) ?? []])),
            ["the function throws each time"] = FailingBlobAsync,
            ["uploaded again"] = FailingBlobAsync,
            ["metadata of one.txt set"] = PutAsync,
            ["PUT probe-"] = PutAsync,
            ["queues now"] = (r, s) => SameAsync(r, s, Ours(s.Result!, Queues), () => QueuesAsync(r)),
            ["poison queue messages as stored"] =
            async (r, s) =>
                r.Compare(s, s.Result, new JsonArray(new JsonObject { ["starts"] = (await BlobPoisonAsync(r)).MessageText[..12] })),
            ["decoded poison queue messages"] =
            async (r, s) => r.Compare(s, Etags((string)s.Result!.AsArray()[0]!), Decoded((await BlobPoisonAsync(r)).MessageText)),
            ["DequeueCount of them"] = async (r, s) => r.Compare(s, s.Result!.AsArray()[0], $"{(await BlobPoisonAsync(r)).DequeueCount}"),
            ["host restarted with the same host id"] = RestartedAsync,
            ["host restarted with another host id"] = RestartedElsewhereAsync,
            ["create queue "] =
            async (r, s) => r.Compare(s, s.Result, (await Queue(r, s.Action![13..]).CreateAsync(cancellationToken: Stop)).Status),
            ["message to "] = MessageAsync,
            ["failing queue function"] = FailingMessageAsync,
            ["messages in "] = PoisonMessagesAsync,
            ["TickFast"] =
            (r, s) => TimerAsync(r, s, "TickFast",
                note => new JsonObject { ["at"] = note["at"]!.DeepClone(), ["TimerInfo"] = note["data"]!.DeepClone() }),
            ["Tick "] = (r, s) => TimerAsync(r, s, "Tick", note => note["data"]!.DeepClone()),
            ["content of timers/"] =
            async (r, s) =>
                r.Compare(s, s.Result,
                    (await Container(r, Hosts).GetBlobClient(s.Action!["content of ".Length..])
                        .DownloadContentAsync(Stop)).Value.Content.ToString()),
        };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Storage may be updated shortly after functions logged: a receipt is written after the call.</summary>
    private static async Task SameAsync(Replay replay, RecordedStep step, JsonNode real, Func<Task<JsonNode>> look)
    {
        long begun = TimeProvider.System.GetTimestamp();
        JsonNode here = await look();
        while (!JsonNode.DeepEquals(real, here) && TimeProvider.System.GetElapsedTime(begun) < Quiet)
        {
            await Task.Delay(100, Stop);
            here = await look();
        }

        replay.Compare(step, real, here);
    }

    private static async Task PutAsync(Replay replay, RecordedStep step)
    {
        Match put = Put().Match(step.Action!);
        string container = put.Success ? put.Groups["container"].Value : "probe-in",
            name = put.Success ? put.Groups["name"].Value : "one.txt";
        int before = BlobNotes(replay).Count;
        BlobContainerClient there = Container(replay, container);
        await there.CreateIfNotExistsAsync(cancellationToken: Stop);
        BlobClient blob = there.GetBlobClient(name);
        await Task.Delay(NextSecond, Stop);
        int status = 201;
        if (put.Success)
            status = (await blob.UploadAsync(new BinaryData(Content(int.Parse(put.Groups["size"].Value))),
                step.Action!.EndsWith("with metadata", StringComparison.Ordinal)
                ? new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["Owner"] = "me" } } : new BlobUploadOptions(),
                Stop)).GetRawResponse().Status;
        else
            await blob.SetMetadataAsync(new Dictionary<string, string> { ["A"] = "b" }, cancellationToken: Stop);

        JsonArray recorded = step.Result!["fired"]!.AsArray();
        List<JsonNode> fired = await UntilAsync(() => BlobNotes(replay)[before..], recorded.Count);
        var result = new JsonObject();
        if (put.Success)
            result["status"] = status;
        result["fired"] = new JsonArray([.. fired.OrderBy(n => (string)n["what"]!, StringComparer.Ordinal).Select(n => put.Success
            ? new JsonObject { ["function"] = n["what"]!.DeepClone(), ["data"] = Data(n["data"]!) }
            : new JsonObject { ["data"] = Data(n["data"]!) })]);
        replay.Compare(step, Data(step.Result), result);
    }

    private static async Task FailingBlobAsync(Replay replay, RecordedStep step)
    {
        int before = BlobNotes(replay).Count;
        BlobContainerClient there = Container(replay, "probe-bad");
        await there.CreateIfNotExistsAsync(cancellationToken: Stop);
        await there.GetBlobClient("bad é.txt").UploadAsync(new BinaryData("bad"), overwrite: true, Stop);
        List<JsonNode> notes = await UntilAsync(() => BlobNotes(replay)[before..], (int)step.Result!["attempts"]!);
        replay.Compare(step, step.Result["attempts"], notes.Count, "result.attempts");
        replay.Compare(step, "bad é.txt", string.Join(' ', notes.Select(n => (string)n["data"]!["name"]!).Distinct()), "result.data");
    }

    private static async Task RestartedAsync(Replay replay, RecordedStep step)
    {
        await replay.Host.StopAsync();
        int before = BlobNotes(replay).Count;
        await Container(replay, "probe-in").GetBlobClient("while-down.txt").UploadAsync(new BinaryData("x"), Stop);
        await replay.Host.StartAsync("probehost2");
        List<JsonNode> notes = await UntilAsync(() => BlobNotes(replay)[before..], 1);
        replay.Compare(step, Fired(step.Result!.AsArray().Select(n => ((string)n!["f"]!, (string)n["name"]!))),
            Fired(notes.Select(Called)));
    }

    private static async Task RestartedElsewhereAsync(Replay replay, RecordedStep step)
    {
        await replay.Host.StopAsync();
        int before = BlobNotes(replay).Count;
        await replay.Host.StartAsync("probehost3");
        List<JsonNode> notes = await UntilAsync(() => BlobNotes(replay)[before..], step.Result!.AsArray().Count);
        replay.Compare(step, Fired(step.Result.AsArray().Select(n => ((string)n!["f"]!, (string)n["name"]!))), Fired(notes.Select(Called)));
    }

    private static async Task MessageAsync(Replay replay, RecordedStep step)
    {
        Match message = Message().Match(step.Action!);
        string text = message.Groups["what"].Value switch
        {
            "base64 JSON, Pascal case" => Encoded("""{"PageNumber":3,"FileName":"é.pdf"}"""),
            "base64 JSON, camel case" => Encoded("""{"pageNumber":4,"fileName":"camel.pdf"}"""),
            "plain JSON, not base64" => """{"PageNumber":5,"FileName":"plain.pdf"}""",
            "base64 text" => Encoded("text é"),
            "plain text, not base64" => "plain text",
            "base64 text that is not JSON" => Encoded("not json"),
            var other => throw new InvalidOperationException(other),
        };
        int before = QueueNotes(replay).Count;
        await Queue(replay, message.Groups["queue"].Value).SendMessageAsync(text, Stop);
        List<JsonNode> notes = await UntilAsync(() => QueueNotes(replay)[before..], step.Result!.AsArray().Count);
        replay.Compare(step, Data(step.Result), new JsonArray([.. notes.Select(n => new JsonObject { ["data"] = Data(n["data"]!) })]));
    }

    private static async Task FailingMessageAsync(Replay replay, RecordedStep step)
    {
        int before = QueueNotes(replay).Count;
        await Queue(replay, "probe-bad").SendMessageAsync(Encoded("poison me"), Stop);
        List<JsonNode> notes = await UntilAsync(() => QueueNotes(replay)[before..], (int)step.Result!["attempts"]!);
        replay.Compare(step, step.Result["attempts"], notes.Count, "result.attempts");
        replay.Compare(step, step.Result["data"], new JsonArray([.. notes.Select(n => n["data"]!.DeepClone())]), "result.data");
    }

    private static async Task PoisonMessagesAsync(Replay replay, RecordedStep step)
    {
        QueueClient queue = Queue(replay, step.Action!["messages in ".Length..]);
        int wanted = step.Result!.AsArray().Count;
        List<JsonNode> messages = await UntilAsync(
            async () => (await queue.ExistsAsync(Stop)).Value
                ? [.. (await queue.PeekMessagesAsync(32, Stop)).Value.Select(
                    m => new JsonObject { ["stored"] = m.MessageText, ["decoded"] = Decoded(m.MessageText) })]
                : [],
            wanted);
        replay.Compare(step, step.Result, new JsonArray([.. messages.Select(m => m.DeepClone())]));
    }

    /// <summary>The last call and its input; the number of calls depends only on how long was recorded.</summary>
    private static async Task TimerAsync(Replay replay, RecordedStep step, string function, Func<JsonNode, JsonNode> shown)
    {
        int before = 0;
        long interval;
        List<JsonNode> notes;
        do
        {
            interval = Interval();
            if (function == "Tick")
            {
                // The recording waited for its schedule; a second start shows the last time as well, without waiting two minutes.
                await replay.Host.StopAsync();
                before = replay.Host.Seen.Count(n => (string)n["what"]! == function);
                await replay.Host.StartAsync("probehost3");
            }

            notes = await UntilAsync(() => [.. replay.Host.Seen.Where(n => (string)n["what"]! == function).Skip(before)], 1,
                TimeSpan.FromSeconds(25));
        }
        // A start after the time at which the timer was due would be past due, as on the real host.
        while (function == "Tick" && interval != Interval());

        JsonNode real = step.Result!.AsArray()[^1]!;
        replay.Compare(step, Lower(real), Lower(shown(notes[^1])));
    }

    /// <summary>Number of the current interval of the timer, which is due every two minutes.</summary>
    private static long Interval() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 120;

    private static Task<List<JsonNode>> UntilAsync(Func<List<JsonNode>> look, int wanted, TimeSpan? timeout = null) =>
        UntilAsync(() => Task.FromResult(look()), wanted, timeout);

    private static async Task<List<JsonNode>> UntilAsync(Func<Task<List<JsonNode>>> look, int wanted, TimeSpan? timeout = null)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            List<JsonNode> found = await look();
            TimeSpan waited = TimeProvider.System.GetElapsedTime(begun);
            if (found.Count > wanted || (found.Count == wanted && wanted > 0) || waited > (wanted == 0 ? Quiet : timeout ?? MaxWait))
                return found;
            await Task.Delay(100, Stop);
        }
    }

    private static List<JsonNode> BlobNotes(Replay replay) => [.. Blobs(replay.Host.Seen)];

    private static IEnumerable<JsonNode> Blobs(IEnumerable<JsonNode> notes) =>
        notes.Where(n => ((string)n["what"]!).StartsWith("Blob", StringComparison.Ordinal));

    private static List<JsonNode> QueueNotes(Replay replay) =>
        [.. replay.Host.Seen.Where(n => ((string)n["what"]!).StartsWith("Queue", StringComparison.Ordinal))];

    private static (string Function, string Name) Called(JsonNode note) => ((string)note["what"]!, (string)note["data"]!["name"]!);

    private static string Fired(IEnumerable<(string Function, string Name)> calls) =>
        string.Join(", ", calls.Select(c => $"{c.Function} {c.Name}").Order(StringComparer.Ordinal));

    private static BlobContainerClient Container(Replay replay, string name) => new(replay.Host.Account, name);

    private static QueueClient Queue(Replay replay, string name) => new(replay.Host.Account, name);

    private static async Task<JsonNode> ContainersAsync(Replay replay) =>
        Sorted(await new BlobServiceClient(replay.Host.Account).GetBlobContainersAsync(cancellationToken: Stop).Select(c => c.Name)
            .ToListAsync(Stop));

    private static async Task<JsonNode> QueuesAsync(Replay replay) =>
        Sorted(await new QueueServiceClient(replay.Host.Account).GetQueuesAsync(QueueTraits.None, null, Stop)
        .Select(q => q.Name).Where(name => Array.Exists(Queues, prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
        .ToListAsync(Stop));

    private static async Task<JsonNode> HostBlobsAsync(Replay replay, params string[] prefixes)
    {
        var names = new List<string>();
        foreach (string prefix in prefixes)
            names.AddRange(
                await Container(replay, Hosts).GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, Stop).Select(b => b.Name)
                    .ToListAsync(Stop));
        return Sorted(names);
    }

    private static async Task<JsonNode> BlobsAsync(Replay replay, string container, string prefix) =>
        await Container(replay, container).ExistsAsync(Stop)
        ? Sorted(await Container(replay, container).GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, Stop).Select(b => b.Name)
            .ToListAsync(Stop))
        : new JsonArray();

    private static async Task<BlobItem> ReceiptAsync(Replay replay) =>
        await Container(replay, Hosts).GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, "blobreceipts/probehost2/", Stop)
            .FirstAsync(Stop);

    private static BlobClient ReceiptBlob(Replay replay) =>
        Container(replay, Hosts)
            .GetBlobClient(
                Container(replay, Hosts).GetBlobs(BlobTraits.None, BlobStates.None, "blobreceipts/probehost2/", Stop).First().Name);

    private static async Task<PeekedMessage> BlobPoisonAsync(Replay replay)
    {
        List<JsonNode> none = [];
        PeekedMessage? first = null;
        await UntilAsync(
            async () =>
            {
                QueueClient queue = Queue(replay, "webjobs-blobtrigger-poison");
                first = await queue.ExistsAsync(Stop) ? (await queue.PeekMessageAsync(Stop)).Value : null;
                return first is null ? none : [JsonValue.Create("there")];
            },
            1);
        return first!;
    }

    private static JsonValue Ours(JsonNode recorded, params string[] prefixes) =>
        Sorted(recorded.AsArray().Select(n => (string)n!).Where(name => prefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal))));

    private static JsonValue Sorted(IEnumerable<string> names) =>
        JsonValue.Create(string.Join(", ", names.Select(Etags).Order(StringComparer.Ordinal).Distinct()));

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Decoded(string text)
    {
        try
        {
            return Etags(Encoding.UTF8.GetString(Convert.FromBase64String(text)));
        }
        catch (FormatException)
        {
            return text;
        }
    }

    private static byte[] Content(int size) => size == 7 ? "é text"u8.ToArray() : Encoding.UTF8.GetBytes("hello world"[..size]);

    /// <summary>
    /// Without what belongs to one storage account or one moment: how long it took, ETags, addresses, hashes, receipts of messages.
    /// </summary>
    private static JsonNode? Data(JsonNode? node) => node switch
    {
        JsonObject o =>
            new JsonObject(
                o.Where(p => p.Key is not ("afterSeconds" or "note")).Select(p => KeyValuePair.Create(p.Key, Member(p.Key, p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Data)]),
        JsonValue v when v.GetValueKind() == System.Text.Json.JsonValueKind.String => JsonValue.Create(Etags((string)v!)),
        _ => node?.DeepClone(),
    };

    private static JsonNode? Member(string name, JsonNode? value) => name switch
    {
        "PopReceipt" => "<receipt>",
        // Texts that hold JSON.
        "Properties" or "Metadata" => JsonNode.Parse(Etags((string)value!)),
        _ => Data(value),
    };

    private static JsonNode? Lower(JsonNode? node) => node is JsonObject o
        ? new JsonObject(o.Select(p => KeyValuePair.Create(char.ToLowerInvariant(p.Key[0]) + p.Key[1..], Lower(p.Value))))
        : node?.DeepClone();

    private static string Etags(string text) =>
        Hash().Replace(Endpoint().Replace(ETag().Replace(text, "<etag>"), "<storage>/"), "$1<hash>");

    [GeneratedRegex(@"^PUT (?<container>probe-\w+)/(?<name>.+) \((?<size>\d+) bytes\)")]
    private static partial Regex Put();

    [GeneratedRegex(@"^message to (?<queue>[\w-]+): (?<what>.+)$")]
    private static partial Regex Message();

    [GeneratedRegex("<Content-Length>(\\d+)<")]
    private static partial Regex ReceiptLength();

    [GeneratedRegex("0x[0-9A-F]{10,}")]
    private static partial Regex ETag();

    [GeneratedRegex(@"http://(?:localhost|127\.0\.0\.1):\d+/\w+/")]
    private static partial Regex Endpoint();

    [GeneratedRegex(@"(""ContentHash"":"")[^""]+")]
    private static partial Regex Hash();
}
