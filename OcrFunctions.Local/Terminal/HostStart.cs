using System.Net;
using System.Net.NetworkInformation;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost;

namespace OcrFunctions.Local.Terminal;

/// <summary>Starts the app for the console.</summary>
internal static class HostStart
{
    private const int UsualPort = 7071;

    /// <exception cref="HostStartException">It could not start; the message is for the person at the console.</exception>
    public static async Task<EmbeddedApp> StartAsync(CommandLine line, CancellationToken cancellationToken)
    {
        bool once = line.Files.Count > 0;
        // Somebody who wants a file read does not care about the port; somebody who serves does.
        int port = line.Port ?? (once && IsTaken(UsualPort) ? 0 : UsualPort);
        if (port != 0 && IsTaken(port))
            throw new HostStartException($"Port {port} is taken. Choose another with --port, or --port 0 for a free one.");

        var options = new EmbeddedHostOptions
        {
            Port = port,
            Configure = builder =>
            {
                if (once)
                    builder.Logging.AddFilter(static level => level >= LogLevel.Error);
            },
        };
        return await EmbeddedApp.StartAsync(Program.Main, options, cancellationToken);
    }

    private static bool IsTaken(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
        .Any(listener => listener.Port == port && (IPAddress.IsLoopback(listener.Address) || listener.Address.Equals(IPAddress.Any) || listener.Address.Equals(IPAddress.IPv6Any)));
}

/// <summary>The app did not start; the message says what to do.</summary>
internal sealed class HostStartException(string message) : Exception(message);
