using System.Diagnostics;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <summary>What the recordings of killed and stopped hosts did.</summary>
internal static class ProcessActions
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    public static IReadOnlyDictionary<string, Func<Replay, RecordedStep, Task>> All { get; } =
        new Dictionary<string, Func<Replay, RecordedStep, Task>>
        {
            ["kill -9 of the worker"] = async (r, _) =>
            {
                await BegunAsync(r);
                await r.Host.Process.KillWorkerAsync();
            },
            ["kill -9 of the host"] = async (r, _) =>
            {
                await BegunAsync(r);
                await r.Host.Process.KillBothAsync();
            },
            ["host started again; answers HTTP"] = async (r, s) => await WithinAsync(r, s, r.Host.StartAgainAsync()),
            ["a new orchestration started right then"] = async (r, s) =>
            {
                await r.StartAsync("Quick", "s11b-new");
                await WithinAsync(r, s, r.UntilAsync("s11b-new", status => status == "Completed"));
            },
            ["the waiting orchestration got its event"] = async (r, s) =>
            {
                await r.PostAsync("/api/client/raise?id=s11b-wait&event=go", "\"x\"");
                await WithinAsync(r, s, r.UntilAsync("s11b-wait", status => status == "Completed"));
            },
            ["the orchestration with the 8 s timer"] =
            async (r, s) => await WithinAsync(r, s, r.UntilAsync("s11b-timer", status => status == "Completed")),
            ["the orchestration with the activities finished"] =
            async (r, s) => await WithinAsync(r, s, r.UntilAsync("s11b-one", status => status == "Completed")),
            ["s11a-one finished"] = async (r, s) => await WithinAsync(r, s, r.UntilAsync("s11a-one", status => status == "Completed")),
            ["s11a-retry finished"] = async (r, s) => await WithinAsync(r, s, r.UntilAsync("s11a-retry", status => status == "Completed")),
            ["host log lines about it"] = (r, s) =>
            {
                r.Compare(s, true,
                    r.Host.Process.Lines.Any(line => line.Contains("error WorkerSupervisor: The worker process", StringComparison.Ordinal)),
                    "result: the host says that its worker ended");
                return Task.CompletedTask;
            },
            ["activity begins and ends"] =
            async (r, s) => r.Compare(s, Slow(s.Result!.AsArray().Select(n => ((string)n!["what"]!, (int)n["n"]!))), Slow(NotesOf(r))),
            ["SIGTERM to the host"] = TerminateAsync,
            ["a new GET 0.7 s later"] = async (r, s) =>
            {
                await Task.Delay(700, TestContext.Current.CancellationToken);
                r.Compare(s, "ConnectionRefusedError",
                    (await r.GetAsync("/api/level/anonymous"))["status"]?.ToJsonString() ?? "ConnectionRefusedError");
            },
            ["the host process exited"] = async (r, s) => await WithinAsync(r, s, r.Host.Process.EndedAsync(Soon)),
            ["GET /api/slow in flight got"] =
            async (r, s) => r.Compare(s, s.Result!["result"], (await r.InFlight!)["status"]?.DeepClone(), "result"),
            ["what the functions wrote"] = async (r, s) => r.Compare(
                s, Sorted(s.Result!.AsArray().Select(n => $"{n!["what"]} {n["data"]!.ToJsonString()}")),
                Sorted(r.Host.Seen.Select(n => $"{n["what"]} {n["data"]?.ToJsonString()}"))),
            ["started again: answers after"] = async (r, s) => await WithinAsync(r, s, r.Host.StartAgainAsync()),
            ["s11c-one after at most 60 s"] =
            async (r, s) =>
                r.Compare(s, s.Result!["status"], (await r.UntilAsync("s11c-one", Replay.IsFinal))["runtimeStatus"]!.DeepClone(),
                    "result.status"),
            ["the waiting orchestration"] = async (r, s) =>
            {
                await r.PostAsync("/api/client/raise?id=s11c-wait&event=go", "\"x\"");
                r.Compare(s, s.Result, (await r.UntilAsync("s11c-wait", Replay.IsFinal))["runtimeStatus"]!.DeepClone());
            },
        };

    private static async Task TerminateAsync(Replay replay, RecordedStep step)
    {
        await BegunAsync(replay);
        replay.InFlight = replay.GetAsync("/api/slow");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await replay.Host.Process.TerminateAsync();
    }

    /// <summary>The started activities are running, and have run as long as in the recording.</summary>
    private static async Task BegunAsync(Replay replay)
    {
        int wanted = replay.Recording.Name == "11a" ? 6 : 2;
        long begun = Stopwatch.GetTimestamp();
        while (NotesOf(replay).Count < wanted)
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Soon,
                $"{replay.Recording.Name}: its activities do not run. {replay.Host.Process.Said}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        await Task.Delay(2000, TestContext.Current.CancellationToken);
    }

    private static List<(string What, int Number)> NotesOf(Replay replay) =>
        [.. replay.Host.Seen.Where(n => ((string)n["what"]!).StartsWith("Slow ", StringComparison.Ordinal))
            .Select(n => ((string)n["what"]!, (int)n["data"]!))];

    /// <summary>Compares whether it happened soon.</summary>
    private static async Task WithinAsync(Replay replay, RecordedStep step, Task happens)
    {
        long begun = Stopwatch.GetTimestamp();
        await happens;
        replay.Compare(step, (double)step.Result! < Soon.TotalSeconds, Stopwatch.GetElapsedTime(begun) < Soon, "result: within 30 s");
    }

    private static string Slow(IEnumerable<(string What, int Number)> notes) => Sorted(notes.Select(n => $"{n.What} {n.Number}"));

    private static string Sorted(IEnumerable<string> lines) => string.Join(", ", lines.Order(StringComparer.Ordinal));
}
