using System.Runtime.InteropServices;
using OcrFunctions.LocalHost.Configuration;

namespace OcrFunctions.LocalHost;

/// <summary>
/// <c>OcrFunctions.LocalHost APPFOLDER [PORT]</c>: runs an app until it is stopped. Settings come from <c>local.settings.json</c> and the
/// environment.
/// </summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args.Length is 0 or > 2 || (args.Length == 2 && !ushort.TryParse(args[1], out _)))
        {
            await Console.Error.WriteLineAsync("Usage: OcrFunctions.LocalHost APPFOLDER [PORT]");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var options =
                new LocalHostOptions
                {
                    AppFolder = args[0],
                    Port = args.Length == 2 ? ushort.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 7071
                };
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
}
