using System.Globalization;
using OcrFunctions.Cli.Client.Servers;
using OcrFunctions.Cli.CommandLine.Output;
using OcrFunctions.Pipeline.Api;

namespace OcrFunctions.Cli.CommandLine.Commands;

/// <summary><c>./run</c> without files.</summary>
internal static class ServeCommand
{
    public static async Task<int> UntilStoppedAsync(IServer server, ConsoleOutput output, CancellationToken stop)
    {
        string documents = new Uri(server.Api.Address, ApiRoutes.Documents).ToString();
        output.Print($"""

            Ready. In a browser:     {server.Api.Address}
            Send a scan:             curl --data-binary @scan.pdf '{documents}?name=scan.pdf'
            or drop it into the storage container 'documents' with any storage tool.
            List what came of them:  curl {documents}
            {Storage()}Ctrl+C ends.


            """);
        await SampleOffer.MakeAsync(server, output, stop);
        return await UntilStoppedAsync(server, stop);
    }

    /// <summary>Waits until the app is stopped, or ends by itself.</summary>
    public static async Task<int> UntilStoppedAsync(IServer server, CancellationToken stop)
    {
        await Task.WhenAny(server.Ended, Task.Delay(Timeout.Infinite, stop));
        if (server.Ended.IsCompleted)
            await server.Ended;
        return ExitCode.Succeeded;
    }

    /// <summary>Message of a second <c>./run</c>.</summary>
    public static int ReportRunning(ServerRecord running, ConsoleOutput output)
    {
        string since = running.Since.ToLocalTime().ToString("HH:mm:ss 'on' yyyy-MM-dd", CultureInfo.InvariantCulture);
        output.Say($"""
            Another ./run is using {DataFolder.Path}: {running.Url}, process {running.Process}, since {since}.
            Send it files:           ./run --once scan.pdf
                                     curl --data-binary @scan.pdf '{running.Url}{ApiRoutes.Documents}?name=scan.pdf'
            Stop it:                 kill {running.Process}
            Serve a second time:     OCRFUNCTIONS_DATA=~/other-folder ./run --port 0
            """);
        return ExitCode.Failed;
    }

    private static string Storage() =>
        DataFolder.StoragePipe is null ? "" : $"Storage is Azurite; its connection string is in {DataFolder.File("connection-string")}\n";
}
