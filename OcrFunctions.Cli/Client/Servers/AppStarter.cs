using System.Globalization;
using OcrFunctions.LocalHost;
using OcrFunctions.LocalHost.Configuration;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.StorageConnections;

namespace OcrFunctions.Cli.Client.Servers;

/// <summary>Starts the app on a host in this process.</summary>
internal static class AppStarter
{
    private const int DefaultPort = 7071;

    /// <exception cref="ConsoleException">It could not start; the message is for the user.</exception>
    public static async Task<LocalServer> StartAsync(LocalServerOptions options, CancellationToken stop)
    {
        int port = options.Port ?? (options.MayChoosePort && PortHolder.IsTaken(DefaultPort) ? 0 : DefaultPort);
        ThrowIfTaken(port);
        string instance = Guid.NewGuid().ToString("N");
        var hostOptions = new LocalHostOptions
        {
            AppFolder = Path.Combine(AppContext.BaseDirectory, "app"),
            Port = port,
            Settings = await StorageAddress.FindAsync(stop),
            Defaults = DataFolder.StoragePipe is null
                ? SingleMachineSettings.OnSharedStorage(FromEnvironment(), options.IsJoining)
                : SingleMachineSettings.Settings(hasOwnStorage: true),
            InstanceId = DataFolder.InstanceId(),
            HttpRoutes = options.IsJoining ? [ApiRoutes.Live, ApiRoutes.Ready] : null,
            ResponseHeaders = new Dictionary<string, string> { [ServerRecord.Header] = instance },
            ConfigureLogging = options.ConfigureLogging,
        };
        try
        {
            LocalFunctionsHost host = await LocalFunctionsHost.StartAsync(hostOptions, stop);
            return new LocalServer(host, options.IsShared ? ServerRecord.Write(host.BaseAddress, instance, options.Time) : null)
            {
                Unfinished = options.IsJoining ? "The other machines continue unfinished documents." : LocalServer.NextRunContinues,
            };
        }
        catch (StorageConnectionException e)
        {
            string alternative = $" Without {StorageConnection.HostName} ./run starts an Azurite of its own.";
            throw new ConsoleException(e.Message + (DataFolder.Path is null || options.IsJoining ? "" : alternative), e);
        }
        catch (InvalidOperationException e)
        {
            ThrowIfTaken(port);
            // The host's own messages about settings and functions.
            throw new ConsoleException($"The app could not start: {e.Message}", e);
        }
    }

    /// <summary>The settings that how many activities a machine holds depends on; the app itself complains about wrong ones.</summary>
    private static OcrOptions FromEnvironment() =>
        new() { EngineProcesses = Number(nameof(OcrOptions.EngineProcesses)), DocumentWindow = Number(nameof(OcrOptions.DocumentWindow)) };

    private static int Number(string setting) => int.TryParse(Environment.GetEnvironmentVariable($"{OcrOptions.Section}__{setting}"),
        NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static void ThrowIfTaken(int port)
    {
        if (port == 0 || !PortHolder.IsTaken(port))
            return;
        string holder = PortHolder.Describe(port) is { } process ? $" ({process})" : "";
        throw new ConsoleException($"Port {port} is taken{holder}. Choose another with --port, or --port 0 for a free one.");
    }
}
