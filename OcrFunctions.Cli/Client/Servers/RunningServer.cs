using OcrFunctions.Cli.Client.Api;

namespace OcrFunctions.Cli.Client.Servers;

/// <summary>The app of a <c>./run</c> that is already running.</summary>
internal sealed class RunningServer(ServerRecord record) : IServer
{
    public ServerRecord Record => record;

    public ApiClient Api { get; } = new(record.Url, StorageAddress.OfRunning);

    public Task Ended { get; } = new TaskCompletionSource().Task;

    public string Unfinished => "The running ./run continues reading its documents.";

    /// <param name="file">The record that it left.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ConsoleException">It does not answer.</exception>
    public static async Task<RunningServer> FindAsync(string file, CancellationToken stop)
    {
        ServerRecord? record = ServerRecord.Read(file);
        if (record is null || !await record.RespondsAsync(stop))
            throw new ConsoleException(
                $"Another ./run is using {DataFolder.Path}{(record is null ? "" : $" as {record.Url} (process {record.Process})")}, but "
                    + "it does not respond. It may be stopping: try again, or end it.");
        return new RunningServer(record);
    }

    // The next request fails if it has ended.
    public Task ThrowIfEndedAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Api.Dispose();
        return ValueTask.CompletedTask;
    }
}
