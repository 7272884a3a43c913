using OcrFunctions.EmbeddedHost;

namespace OcrFunctions.Local.Terminal;

/// <summary><c>./run</c> without files.</summary>
internal static class Serving
{
    public static async Task<int> UntilStoppedAsync(EmbeddedApp app, TextWriter output, CancellationToken stop)
    {
        string documents = new Uri(app.BaseAddress, "api/documents").ToString();
        await output.WriteLineAsync($"""

            Ready. Send a scan:      curl --data-binary @scan.pdf '{documents}?name=scan.pdf'
            or drop it into the storage container 'documents' with any storage tool.
            List what came of them:  curl {documents}
            Ctrl+C ends.

            """);
        await Task.WhenAny(app.Completion, Task.Delay(Timeout.Infinite, stop));
        if (app.Completion.IsCompleted)
            await app.Completion;
        else
            await output.WriteLineAsync("Stopping…");
        await app.StopAsync(CancellationToken.None);
        return ExitCode.Succeeded;
    }
}
