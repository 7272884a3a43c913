using Azure.Storage.Blobs;
using OcrFunctions.Local.Terminal;

namespace OcrFunctions.Local.Server;

/// <summary>The app of a <c>./run</c> that is at work already.</summary>
internal sealed class RunningServer(ServerRecord record) : IServer
{
    public ServerRecord Record => record;

    public ApiClient Api { get; } = new(record.Url, Storage);

    public Task Ended { get; } = new TaskCompletionSource().Task;

    public string Unfinished => "The running ./run goes on reading what it has.";

    /// <param name="file">The record that it left.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="ConsoleException">It does not answer.</exception>
    public static async Task<RunningServer> FindAsync(string file, CancellationToken stop)
    {
        ServerRecord? record = ServerRecord.Read(file);
        if (record is null || !await record.AnswersAsync(stop))
            throw new ConsoleException($"Another ./run is at work on {DataFolder.Path}{(record is null ? "" : $" as {record.Url} (process {record.Process})")}, but it does not answer. It may just be ending: try again, or stop it.");
        return new RunningServer(record);
    }

    // That it is gone shows in the next request.
    public Task StillThereAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Api.Dispose();
        return ValueTask.CompletedTask;
    }

    private static BlobServiceClient Storage()
    {
        string? given = Environment.GetEnvironmentVariable(StorageAddress.Setting);
        string file = DataFolder.File("connection-string")!;
        return new BlobServiceClient(!string.IsNullOrEmpty(given) ? given : File.ReadAllText(file).Trim());
    }
}
