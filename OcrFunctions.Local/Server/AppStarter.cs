using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost;
using OcrFunctions.Local.Display;
using OcrFunctions.Local.Terminal;

namespace OcrFunctions.Local.Server;

/// <summary>Starts the app for the console.</summary>
internal static class AppStarter
{
    private const int UsualPort = 7071;

    /// <exception cref="ConsoleException">It could not start; the message is for the person at the console.</exception>
    public static async Task<OwnServer> StartAsync(CommandLine line, Screen screen, CancellationToken stop)
    {
        // Somebody who wants files read does not care about the port; somebody who serves does.
        int port = line.Port ?? (line.Command != Command.Serve && PortHolder.IsTaken(UsualPort) ? 0 : UsualPort);
        ThrowIfTaken(port);
        string instance = Guid.NewGuid().ToString("N");
        var options = new EmbeddedHostOptions
        {
            Port = port,
            Settings = await StorageAddress.FindAsync(stop),
            Configure = builder =>
            {
                builder.Services.AddSingleton<IStartupFilter>(new InstanceHeader(instance));
                if (line.Command != Command.Serve)
                    builder.Logging.AddFilter(static level => level >= LogLevel.Error);
                // Standard output is for results, and who reads files wants to know of them, not of the app.
                // A serving app's log goes on going to a file that it is redirected to.
                if (screen.ShowsOutput || line.Command != Command.Serve)
                    builder.Logging.ClearProviders().AddProvider(new ScreenLog(screen));
            },
        };
        try
        {
            EmbeddedApp app = await EmbeddedApp.StartAsync(Program.Main, options, stop);
            // Who only reads files ends with them, and is no server for others.
            return new OwnServer(app, line.Command == Command.Once ? null : ServerRecord.Leave(app.BaseAddress, instance, screen.Time));
        }
        catch (InvalidOperationException e)
        {
            ThrowIfTaken(port);
            // The host's own words about settings and functions.
            throw new ConsoleException($"The app could not start: {e.Message}", e);
        }
    }

    private static void ThrowIfTaken(int port)
    {
        if (port != 0 && PortHolder.IsTaken(port))
            throw new ConsoleException($"Port {port} is taken{(PortHolder.Describe(port) is { } holder ? $" ({holder})" : "")}. Choose another with --port, or --port 0 for a free one.");
    }
}
