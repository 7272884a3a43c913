using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using OcrFunctions.Local.Display;
using OcrFunctions.Local.Reading;
using OcrFunctions.Local.Server;
using OcrFunctions.Local.Terminal;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Local.Follow;

/// <summary><c>./run --follow DIR</c>: has read what is and what comes in a folder, until it is stopped.</summary>
internal sealed class Follower : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5), Retry = TimeSpan.FromSeconds(30), PageLines = TimeSpan.FromSeconds(10);

    /// <summary>Looking takes at most this part of the time, however large the folder and slow its drive.</summary>
    private const int PauseForLook = 20;

    private readonly ConcurrentDictionary<string, Task> _busy = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new();
    private readonly FolderEvents _events;
    private readonly FollowedFolder _files;
    private readonly string _folder;
    private readonly DocumentReader _reader;
    private readonly FollowedResults _results;
    private readonly Screen _screen;
    private readonly IServer _server;
    private readonly SemaphoreSlim _window = new(DocumentReader.Window);
    private readonly Wishes _wishes;
    private volatile ExceptionDispatchInfo? _broken;

    /// <exception cref="ConsoleException">There is no such folder, or results cannot be written.</exception>
    public Follower(IServer server, string folder, string? target, Wishes wishes, Screen screen)
    {
        _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string results = target is null ? _folder : Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (!Directory.Exists(_folder))
            throw new ConsoleException($"There is no folder '{folder}' to follow.");
        ThrowUnlessWritable(results);
        _results = new FollowedResults(_folder, results);
        _files = new FollowedFolder(_folder, _results, screen.Time);
        _events = new FolderEvents(_folder);
        _reader = new DocumentReader(server, new PlainView(screen, PageLines));
        (_server, _wishes, _screen) = (server, wishes, screen);
    }

    /// <returns>The exit code; it only returns where the app ends by itself, and throws when it is stopped.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        bool gone = false, begun = false;
        try
        {
            while (!_server.Ended.IsCompleted)
            {
                _broken?.Throw();
                long start = _screen.Time.GetTimestamp();
                bool there = TryLook(ended.Token, begun);
                if (!there && !gone)
                    _screen.Say($"The folder {_folder} is gone. Waiting for it to come back…");
                else if (there && gone)
                    _screen.Say($"The folder {_folder} is there again.");
                gone = !there;
                begun |= there;
                TimeSpan pause = _files.Unsettled > 0 || gone ? FollowedFolder.Settling : Quiet, look = PauseForLook * _screen.Time.GetElapsedTime(start);
                await _events.WaitAsync(look > pause ? look : pause, stop);
                // Events come in crowds.
                await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
            }

            await _server.Ended;
            return ExitCode.Failed;
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(_busy.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    public void Dispose()
    {
        _events.Dispose();
        _window.Dispose();
    }

    private bool TryLook(CancellationToken stop, bool begun)
    {
        try
        {
            DateTimeOffset now = _screen.Time.GetUtcNow();
            var ready = _files.Look(item => _busy.ContainsKey(item.Name) || (_notBefore.TryGetValue(item.Name, out var time) && time > now));
            if (!begun)
                _screen.Say($"Following {_folder}: {_files.Done} files have results, {_files.Unsettled + ready.Count} are to be read. The app listens on {_server.Api.Address}; Ctrl+C ends.");
            foreach (var (item, version) in ready)
                _busy[item.Name] = Task.Run(() => HandleAsync(item, version, stop), stop);
            return true;
        }
        catch (IOException)
        {
            _events.Forget();
            return false;
        }
    }

    private async Task HandleAsync(Item item, FileVersion version, CancellationToken stop)
    {
        await _window.WaitAsync(stop);
        try
        {
            Outcome outcome = await ReadAsync(item, version, stop);
            if (FileVersion.Of(item.Path) is not { } now)
                _screen.Say($"{item.Shown}: the file is gone, so no results are saved.{(outcome.Id is null ? "" : $" The app has them: {_server.Api.Address}api/documents/{outcome.Id}")}");
            else if (now != version)
                _screen.Say($"{item.Shown}: the file has changed meanwhile and is read again.");
            else
                await SaveAsync(outcome, version, stop);
        }
        catch (HttpRequestException e) when (e.StatusCode is not null)
        {
            Later(item, $"the app could not answer ({(int)e.StatusCode})");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _broken = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            _window.Release();
            _busy.TryRemove(item.Name, out _);
        }
    }

    /// <summary>What an earlier ./run has sent is not sent again.</summary>
    private async Task<Outcome> ReadAsync(Item item, FileVersion version, CancellationToken stop)
    {
        string externalId = version.ExternalId(item.Name);
        foreach (JsonNode? known in await _server.Api.ListAsync($"externalId={externalId}&top=1", stop))
            if ((string)known!["status"]! is nameof(DocumentStatus.NotStarted) or nameof(DocumentStatus.Running) or nameof(DocumentStatus.Succeeded) or nameof(DocumentStatus.PartiallySucceeded))
                return await _reader.WaitAsync(item, (string)known["id"]!, _wishes.Password, stop);
        return await _reader.ReadAsync(item, _wishes, stop, externalId);
    }

    private async Task SaveAsync(Outcome outcome, FileVersion version, CancellationToken stop)
    {
        try
        {
            if (outcome.ErrorCode == DocumentReader.FileUnreadable)
            {
                await _results.NoteAsync(outcome, stop);
                _notBefore[outcome.Item.Name] = _screen.Time.GetUtcNow() + Retry;
                return;
            }

            foreach (string path in await _results.SaveAsync(_server.Api, outcome, version, stop))
                _screen.Print(path + "\n");
            _files.MarkDone(outcome.Item, version);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The document stays with the app: the next try only saves.
            Later(outcome.Item, $"its results cannot be saved ({e.Message})");
        }
    }

    private void Later(Item item, string why)
    {
        _notBefore[item.Name] = _screen.Time.GetUtcNow() + Retry;
        _screen.Say($"{item.Shown}: {why}. It is tried again in {Retry.TotalSeconds:0} seconds.");
    }

    private static void ThrowUnlessWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, $".ocr-{Guid.NewGuid():N}.writing");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConsoleException($"Results cannot be written to {folder}: {e.Message.TrimEnd('.')}. Give another folder with --out.", e);
        }
    }
}
