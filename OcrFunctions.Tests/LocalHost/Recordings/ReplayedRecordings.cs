using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <summary>
/// Replays of the recordings, started when the first of them is requested. Those that share a host run at the same time, as most of their
/// time is waiting; those whose logs would be mixed have another host.
/// </summary>
public sealed class ReplayedRecordings(AzuriteFixture azurite)
{
    /// <summary>Names of recordings, to replay only some of them manually.</summary>
    private const string OnlyVariable = "RECORDINGS";

    /// <summary>Replays at the same time: more of them, and instances wait for each other longer than they did in the recordings.</summary>
    private const int AtOnce = 4;

    private static readonly string[][] Together =
    [
        ["01a", "01b", "01c", "01d", "02a", "02b", "02c", "03a", "03b", "03c", "03d", "12"],
        ["04a", "04b", "04c", "05a", "05b", "05c", "05d", "05e", "06"],
        ["07a", "07b", "07c", "08a", "08b", "08c", "08d", "08e", "08f"],
    ];

    /// <summary>Sequentially, because each continues with the blobs of the previous one.</summary>
    private static readonly string[] Polling = ["09", "09b", "10"];

    /// <summary>Each on a host of its own, which it kills or stops.</summary>
    private static readonly string[] Killed = ["11a", "11b", "11c"];

    private static readonly string[]? Only = Environment.GetEnvironmentVariable(OnlyVariable)?.Split(' ');

    private readonly Lazy<Dictionary<string, Task<List<Difference>>>> _replays = new(() => Begin(azurite));

    public static IEnumerable<string> Names => Together.SelectMany(group => group).Concat(Polling).Concat(Killed);

    /// <summary>Skips the test if it was excluded manually.</summary>
    internal Task<List<Difference>> DifferencesAsync(string name)
    {
        Assert.SkipUnless(IsAskedFor(name), $"{OnlyVariable} leaves it out");
        return _replays.Value[name];
    }

    private static bool IsAskedFor(string name) => Only?.Contains(name) ?? true;

    private static Dictionary<string, Task<List<Difference>>> Begin(AzuriteFixture azurite)
    {
        Dictionary<string, TaskCompletionSource<List<Difference>>> replays = Names.Where(IsAskedFor)
            .ToDictionary(name => name,
                _ => new TaskCompletionSource<List<Difference>>(TaskCreationOptions.RunContinuationsAsynchronously));
        _ = Task.Run(async () =>
        {
            foreach (string[] group in Together)
                await OnOneHostAsync(azurite.NewAccount(), polls: false, group, AtOnce, Actions.All, replays);
        });
        // Most of its time is waiting for what does not happen.
        _ = Task.Run(async () =>
        {
            await OnOneHostAsync(azurite.NewAccount(), polls: true, Polling, 1, PollingActions.All, replays);
            foreach (string name in Killed)
                await OnOneHostAsync(azurite.NewAccount(), polls: false, [name], 1, ProcessActions.All, replays);
        });
        return replays.ToDictionary(replay => replay.Key, replay => replay.Value.Task);
    }

    private static async Task OnOneHostAsync(
        string account, bool polls, IEnumerable<string> names, int atOnce,
        IReadOnlyDictionary<string, Func<Replay, RecordedStep, Task>> actions,
        Dictionary<string, TaskCompletionSource<List<Difference>>> replays)
    {
        string[] asked = [.. names.Where(replays.ContainsKey)];
        if (asked.Length == 0)
            return;
        try
        {
            await using ProbeHost host = await ProbeHost.StartAsync(account, polls);
            await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = atOnce },
                async (name, _) =>
                    await FillAsync(replays[name],
                        () => new Replay(Recording.Read(name), host, DifferenceTable.Read(name)).RunAsync(actions)));
        }
        catch (Exception e)
        {
            // A host that does not start, or that cannot be cleaned up.
            foreach (string name in asked)
                replays[name].TrySetException(e);
        }
    }

    private static async Task FillAsync(TaskCompletionSource<List<Difference>> replay, Func<Task<List<Difference>>> run)
    {
        try
        {
            replay.SetResult(await run());
        }
        catch (Exception e)
        {
            replay.SetException(e);
        }
    }
}
