using OcrFunctions.Local.Display;
using OcrFunctions.Local.Samples;
using OcrFunctions.Local.Server;

namespace OcrFunctions.Local.Terminal;

/// <summary><c>./run</c> without files.</summary>
internal static class Serving
{
    public static async Task<int> UntilStoppedAsync(IServer server, Screen screen, CancellationToken stop)
    {
        string documents = new Uri(server.Api.Address, "api/documents").ToString();
        screen.Print($"""

            Ready. In a browser:     {server.Api.Address}
            Send a scan:             curl --data-binary @scan.pdf '{documents}?name=scan.pdf'
            or drop it into the storage container 'documents' with any storage tool.
            List what came of them:  curl {documents}
            {Storage()}Ctrl+C ends.


            """);
        await SampleOffer.MakeAsync(server, screen, stop);
        await Task.WhenAny(server.Ended, Task.Delay(Timeout.Infinite, stop));
        if (server.Ended.IsCompleted)
            await server.Ended;
        return ExitCode.Succeeded;
    }

    /// <summary>What a second <c>./run</c> says.</summary>
    public static int SayRunning(ServerRecord running, Screen screen)
    {
        screen.Say($"""
            Another ./run is at work on {DataFolder.Path}: {running.Url}, process {running.Process}, since {running.Since.ToLocalTime():HH:mm:ss} on {running.Since.ToLocalTime():yyyy-MM-dd}.
            Send it files:           ./run --once scan.pdf
                                     curl --data-binary @scan.pdf '{running.Url}api/documents?name=scan.pdf'
            Stop it:                 kill {running.Process}
            Serve a second time:     OCRFUNCTIONS_DATA=~/other-folder ./run --port 0
            """);
        return ExitCode.Failed;
    }

    private static string Storage() => DataFolder.StoragePipe is null ? "" : $"Storage is Azurite; its connection string is in {DataFolder.File("connection-string")}\n";
}
