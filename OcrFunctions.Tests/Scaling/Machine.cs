using System.Collections.Concurrent;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.Lifecycle;

namespace OcrFunctions.Tests.Scaling;

/// <summary>
/// A machine that joins a storage account, in a network namespace of its own. Its engine takes a given time for a page and computes
/// nothing.
/// </summary>
internal sealed class Machine : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, bool> _inHand = new();
    private readonly ConcurrentQueue<DateTimeOffset> _read = new();
    private readonly ScriptedEngineServer _engine;
    private readonly ServedApp _app;

    /// <param name="launcher">Command that runs a program in its namespace.</param>
    /// <param name="account">Connection string of the storage account.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="pages">Number of pages of every document.</param>
    /// <param name="pace">Time that a page takes, at the moment.</param>
    public Machine(IReadOnlyList<string> launcher, string account, IReadOnlyDictionary<string, string> settings, int pages,
        Func<TimeSpan> pace)
    {
        _engine = new ScriptedEngineServer(
            new ScriptedEngine { Pages = pages, OnPage = (work, stop) => ReadAsync(work.Page, pace(), stop) });
        var all = new Dictionary<string, string>(settings);
        foreach ((string name, string? value) in _engine.Settings)
            all[name.Replace(":", "__", StringComparison.Ordinal)] = value!;
        _app = new ServedApp(account, [.. all.Select(setting => (setting.Key, setting.Value))])
        {
            Arguments = ["--join"],
            Launcher = launcher,
        };
    }

    /// <summary>Pages that its engines are reading.</summary>
    public IReadOnlyCollection<int> InHand => [.. _inHand.Keys];

    /// <summary>When its engines finished a page, in that order.</summary>
    public IReadOnlyCollection<DateTimeOffset> Read => _read;

    public string Said => _app.Said;

    public Task StartAsync() => _app.StartAsync();

    /// <summary>Kills everything on it.</summary>
    public Task KillAsync() => _app.KillAllAsync();

    /// <summary>Stops it as Ctrl+C does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.KillAllAsync();
        _app.Dispose();
        await _engine.DisposeAsync();
        _engine.ThrowFailure();
    }

    private async Task ReadAsync(int page, TimeSpan pace, CancellationToken stop)
    {
        _inHand[page] = true;
        try
        {
            await Task.Delay(pace, stop);
            _read.Enqueue(TimeProvider.System.GetUtcNow());
        }
        finally
        {
            _inHand.TryRemove(page, out _);
        }
    }
}
