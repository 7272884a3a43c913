using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.EmbeddedHost.Recordings;

/// <summary>
/// Replays of the recordings, begun when the first of them is asked for. Those that share an app run at the same time, as most
/// of their time is waiting; those whose notes would get mixed up have another app.
/// </summary>
public sealed class ReplayedRecordings(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly string[][] Together =
    [
        ["01a", "01b", "01c", "01d", "02a", "02b", "02c", "03a", "03b", "03c", "03d", "12"],
        ["04a", "04b", "04c", "05a", "05b", "05c", "05d", "05e", "06"],
        ["07a", "07b", "07c", "08a", "08b", "08c", "08d", "08e", "08f"],
    ];

    /// <summary>One after another, because each goes on with the blobs of the one before.</summary>
    private static readonly string[] Polling = ["09", "09b", "10"];

    /// <summary>Each in a process of its own.</summary>
    private static readonly string[] Killed = ["11a", "11b", "11c"];

    private readonly Dictionary<string, Task<List<Difference>>> _replays = [];
    private readonly List<Task<ProbeApp>> _apps = [];

    public static IEnumerable<string> Names => Together.SelectMany(group => group).Concat(Polling).Concat(Killed);

    internal Task<List<Difference>> DifferencesAsync(string name)
    {
        lock (_replays)
        {
            if (_replays.Count == 0)
                Begin();
            return _replays[name];
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Task<ProbeApp> app in _apps)
            await (await app).DisposeAsync();
    }

    private void Begin()
    {
        foreach (string[] group in Together)
        {
            Task<ProbeApp> app = StartAsync(polls: false);
            foreach (string name in group)
                _replays[name] = Task.Run(async () => await new Replay(Recording.Read(name), await app).RunAsync(Actions.All));
        }

        Task<ProbeApp> polling = StartAsync(polls: true);
        Task before = polling;
        foreach (string name in Polling)
            before = _replays[name] = AfterAsync(before, async () => await new Replay(Recording.Read(name), await polling).RunAsync(PollingActions.All));
        foreach (string name in Killed)
            _replays[name] = Task.Run(async () =>
            {
                await using ProbeProcess process = await ProbeProcess.StartAsync(azurite.NewAccount());
                return await new Replay(Recording.Read(name), process).RunAsync(ProcessActions.All);
            });
    }

    private Task<ProbeApp> StartAsync(bool polls)
    {
        Task<ProbeApp> app = ProbeApp.StartAsync(azurite.NewAccount(), polls);
        _apps.Add(app);
        return app;
    }

    private static async Task<List<Difference>> AfterAsync(Task before, Func<Task<List<Difference>>> replay)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await replay();
    }
}
