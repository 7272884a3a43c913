using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using OcrFunctions.LocalHost.Configuration;

namespace OcrFunctions.LocalHost;

/// <summary>
/// <c>OcrFunctions.LocalHost APPFOLDER [[ADDRESS:]PORT]</c>: runs an app until it is stopped. Settings come from
/// <c>local.settings.json</c> and the environment.
/// </summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        IPEndPoint listen = new(IPAddress.Loopback, 7071);
        if (args.Length is 0 or > 2 || (args.Length == 2 && !TryParse(args[1], out listen!)))
        {
            await Console.Error.WriteLineAsync("Usage: OcrFunctions.LocalHost APPFOLDER [[ADDRESS:]PORT]");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var options = new LocalHostOptions { AppFolder = args[0], Address = listen.Address, Port = listen.Port };
            await using LocalFunctionsHost host = await LocalFunctionsHost.StartAsync(options, stop.Token);
            Console.WriteLine($"ready {host.BaseAddress}");
            await Task.WhenAny(host.Completion, Task.Delay(Timeout.Infinite, stop.Token));
            if (host.Completion.IsFaulted)
                await host.Completion;
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (InvalidOperationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? endpoint) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            ? (endpoint = new IPEndPoint(IPAddress.Loopback, port)) is not null
            // An address alone would be parsed with port 0.
            : IPEndPoint.TryParse(text, out endpoint) && text.EndsWith($":{endpoint.Port}", StringComparison.Ordinal);
}
