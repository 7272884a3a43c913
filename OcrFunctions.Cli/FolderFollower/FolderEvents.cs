namespace OcrFunctions.Cli.FolderFollower;

/// <summary>
/// Detects changes in a folder immediately if the system reports them; network drives may not, so polling does not rely on it.
/// </summary>
internal sealed class FolderEvents(string folder) : IDisposable
{
    private readonly SemaphoreSlim _changed = new(0, 1);
    private FileSystemWatcher? _watcher;

    /// <summary>Waits for a change, but no longer than <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken stop)
    {
        Listen();
        await _changed.WaitAsync(atMost, stop);
    }

    /// <summary>The folder was missing: its replacement is watched again.</summary>
    public void Forget()
    {
        _watcher?.Dispose();
        _watcher = null;
    }

    public void Dispose()
    {
        Forget();
        _changed.Dispose();
    }

    private void Listen()
    {
        if (_watcher is not null)
            return;
        try
        {
            var watcher =
                new FileSystemWatcher(folder)
                {
                    IncludeSubdirectories = true,
                    NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size
                };
            watcher.Created += (_, _) => Changed();
            watcher.Changed += (_, _) => Changed();
            watcher.Renamed += (_, _) => Changed();
            watcher.Deleted += (_, _) => Changed();
            watcher.Error += (_, _) => Changed();
            watcher.EnableRaisingEvents = true;
            _watcher = watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // No more watches available on this machine, or no folder at the moment: the next scan retries.
        }
    }

    private void Changed()
    {
        try
        {
            if (_changed.CurrentCount == 0)
                _changed.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Another event was as quick, or the watch was disposed.
        }
    }
}
