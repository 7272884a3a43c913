using Microsoft.Extensions.DependencyInjection;
using OcrFunctions.EmbeddedHost;
using OcrFunctions.Local.Terminal;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Local.Server;

/// <summary>The app in this process.</summary>
/// <param name="app">The app.</param>
/// <param name="record">What tells others of it, for as long as it serves; null where it does not.</param>
internal sealed class OwnServer(EmbeddedApp app, IDisposable? record) : IServer
{
    public ApiClient Api { get; } = new(app.BaseAddress, () => app.Services.GetRequiredService<StorageClients>().Blobs);

    public Task Ended => app.Completion;

    public string Unfinished => "The next ./run goes on with what is not finished.";

    public async Task StillThereAsync()
    {
        if (!app.Completion.IsCompleted)
            return;
        await app.Completion;
        throw new ConsoleException("The app ended while documents were being read. " + Unfinished);
    }

    public async ValueTask DisposeAsync()
    {
        record?.Dispose();
        Api.Dispose();
        await app.DisposeAsync();
    }
}
