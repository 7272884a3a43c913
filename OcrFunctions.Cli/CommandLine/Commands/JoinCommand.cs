using OcrFunctions.Cli.Client.Servers;
using OcrFunctions.Cli.CommandLine.Output;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.StorageConnections;

namespace OcrFunctions.Cli.CommandLine.Commands;

/// <summary><c>./run --join</c>.</summary>
internal static class JoinCommand
{
    public static async Task<int> UntilStoppedAsync(IServer server, ConsoleOutput output, CancellationToken stop)
    {
        output.Print($"""

            Ready. Reads documents of the storage account in {StorageConnection.HostName}, together with its other machines.
            Health:                  curl {new Uri(server.Api.Address, ApiRoutes.Ready)}
            Ctrl+C ends.


            """);
        return await ServeCommand.UntilStoppedAsync(server, stop);
    }
}
