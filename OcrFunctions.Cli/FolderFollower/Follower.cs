using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using OcrFunctions.Cli.Client;
using OcrFunctions.Cli.Client.Api;
using OcrFunctions.Cli.Client.Files;
using OcrFunctions.Cli.Client.Servers;
using OcrFunctions.Cli.CommandLine.Commands;
using OcrFunctions.Cli.CommandLine.Output;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Cli.FolderFollower;

/// <summary><c>./run --follow DIR</c>: has the current and new files of a folder read, until it is stopped.</summary>
internal sealed class Follower : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5), Retry = TimeSpan.FromSeconds(30),
        PageLines = TimeSpan.FromSeconds(10);

    /// <summary>Scanning takes at most this share of the time, however large the folder and slow its drive.</summary>
    private const int PausePerScan = 20;

    private readonly ConcurrentDictionary<string, Task> _running = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new();
    private readonly FolderEvents _events;
    private readonly FollowedFolder _followed;
    private readonly string _folder;
    private readonly DocumentReader _reader;
    private readonly FollowedResults _results;
    private readonly ConsoleOutput _output;
    private readonly IServer _server;
    private readonly SemaphoreSlim _window = new(DocumentReader.Window);
    private readonly OcrRequestOptions _options;
    private volatile ExceptionDispatchInfo? _failure;

    /// <exception cref="ConsoleException">The folder does not exist, or results cannot be written.</exception>
    public Follower(IServer server, string folder, string? target, OcrRequestOptions options, ConsoleOutput output)
    {
        _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string results = target is null ? _folder : Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (!Directory.Exists(_folder))
            throw new ConsoleException($"Folder not found: '{folder}'.");
        ThrowUnlessWritable(results);
        _results = new FollowedResults(_folder, results);
        _followed = new FollowedFolder(_folder, _results, output.Time);
        _events = new FolderEvents(_folder);
        _reader = new DocumentReader(server, new PlainView(output, PageLines));
        (_server, _options, _output) = (server, options, output);
    }

    /// <returns>The exit code; it only returns if the app ends by itself, and throws when it is stopped.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        bool missing = false, started = false;
        try
        {
            while (!_server.Ended.IsCompleted)
            {
                _failure?.Throw();
                long start = _output.Time.GetTimestamp();
                bool available = TryScan(started, ended.Token);
                if (!available && !missing)
                    _output.Say($"The folder {_folder} is not available. Waiting for it…");
                else if (available && missing)
                    _output.Say($"The folder {_folder} is available again.");
                missing = !available;
                started |= available;
                TimeSpan pause = _followed.Unsettled > 0 || missing ? FollowedFolder.Settling : Quiet,
                    scan = PausePerScan * _output.Time.GetElapsedTime(start);
                await _events.WaitAsync(scan > pause ? scan : pause, stop);
                // Events arrive in bursts.
                await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
            }

            await _server.Ended;
            return ExitCode.Failed;
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(_running.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    public void Dispose()
    {
        _events.Dispose();
        _window.Dispose();
    }

    private bool TryScan(bool started, CancellationToken stop)
    {
        try
        {
            DateTimeOffset now = _output.Time.GetUtcNow();
            var ready = _followed.Scan(
                file => _running.ContainsKey(file.Name) || (_notBefore.TryGetValue(file.Name, out var time) && time > now));
            if (!started)
                _output.Say(
                    $"Following {_folder}: {_followed.Done} files have results, {_followed.Unsettled + ready.Count} are waiting. The app "
                        + $"listens on {_server.Api.Address}; Ctrl+C ends.");
            foreach (var (file, version) in ready)
                _running[file.Name] = Task.Run(() => HandleAsync(file, version, stop), stop);
            return true;
        }
        catch (IOException)
        {
            _events.Forget();
            return false;
        }
    }

    private async Task HandleAsync(InputFile file, FileVersion version, CancellationToken stop)
    {
        await _window.WaitAsync(stop);
        try
        {
            FileResult result = await ReadAsync(file, version, stop);
            if (FileVersion.Of(file.Path) is not { } now)
                _output.Say(
                    $"{file.DisplayName}: the file was deleted, so no results are "
                        + $"saved.{(result.Id is null ? "" : $" The app has them: {_server.Api.Address}{ApiRoutes.Document(result.Id)}")}");
            else if (now != version)
                _output.Say($"{file.DisplayName}: the file has changed and is read again.");
            else
                await SaveAsync(result, version, stop);
        }
        catch (HttpRequestException e) when (e.StatusCode is not null)
        {
            RetryLater(file, $"the app could not answer ({(int)e.StatusCode})");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            _window.Release();
            _running.TryRemove(file.Name, out _);
        }
    }

    /// <summary>Files that an earlier ./run has sent are not sent again.</summary>
    private async Task<FileResult> ReadAsync(InputFile file, FileVersion version, CancellationToken stop)
    {
        string externalId = version.ExternalId(file.Name);
        foreach (JsonNode? known in await _server.Api.ListAsync($"externalId={externalId}&top=1", stop))
            if ((string)known!["status"]! is nameof(DocumentStatus.NotStarted) or nameof(DocumentStatus.Running)
                or nameof(DocumentStatus.Succeeded) or nameof(DocumentStatus.PartiallySucceeded))
                return await _reader.WaitAsync(file, (string)known["id"]!, _options.Password, stop);
        return await _reader.ReadAsync(file, _options, stop, externalId);
    }

    private async Task SaveAsync(FileResult result, FileVersion version, CancellationToken stop)
    {
        try
        {
            if (result.ErrorCode == DocumentReader.FileUnreadable)
            {
                await _results.WriteErrorFileAsync(result, stop);
                _notBefore[result.File.Name] = _output.Time.GetUtcNow() + Retry;
                return;
            }

            foreach (string path in await _results.SaveAsync(_server.Api, result, version, stop))
                _output.Print(path + "\n");
            _followed.MarkDone(result.File, version);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The document stays in the app: the next attempt only saves.
            RetryLater(result.File, $"its results cannot be saved ({e.Message})");
        }
    }

    private void RetryLater(InputFile file, string why)
    {
        _notBefore[file.Name] = _output.Time.GetUtcNow() + Retry;
        _output.Say($"{file.DisplayName}: {why}. Retrying in {Retry.TotalSeconds:0} seconds.");
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
            throw new ConsoleException($"Results cannot be written to {folder}: {e.Message.TrimEnd('.')}. Give another folder with --out.",
                e);
        }
    }
}
