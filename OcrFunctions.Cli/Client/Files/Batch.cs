using System.Runtime.CompilerServices;
using OcrFunctions.Cli.Client.Api;
using OcrFunctions.Cli.Client.Servers;

namespace OcrFunctions.Cli.Client.Files;

/// <summary>Has files read, several at a time.</summary>
/// <param name="server">The app that reads.</param>
/// <param name="options">Options for reading them.</param>
/// <param name="view">Shows their progress.</param>
internal sealed class Batch(IServer server, OcrRequestOptions options, IProgressView view)
{
    /// <summary>Results in the order of the files; reading of the rest is canceled when the enumeration ends early.</summary>
    public async IAsyncEnumerable<FileResult> ReadAsync(IReadOnlyList<InputFile> files, [EnumeratorCancellation] CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var window = new SemaphoreSlim(DocumentReader.Window);
        var reader = new DocumentReader(server, view);
        Task<FileResult>[] readings = [.. files.Select(ReadOneAsync)];
        try
        {
            foreach (Task<FileResult> reading in readings)
                yield return await reading;
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(readings).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        async Task<FileResult> ReadOneAsync(InputFile file)
        {
            await window.WaitAsync(ended.Token);
            try
            {
                return await reader.ReadAsync(file, options, ended.Token);
            }
            finally
            {
                window.Release();
            }
        }
    }
}
