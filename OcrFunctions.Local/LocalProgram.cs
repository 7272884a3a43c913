using OcrFunctions.EmbeddedHost;
using OcrFunctions.Local.Terminal;

namespace OcrFunctions.Local;

/// <summary>The app on the embedded host: serves until it is stopped, or reads a few files and ends.</summary>
public static class LocalProgram
{
    public static async Task<int> Main(string[] args)
    {
        TextWriter output = Console.Out, complaints = System.Console.Error;
        if (!CommandLine.TryRead(args, out CommandLine? line, out string? wrong))
        {
            await complaints.WriteLineAsync(wrong);
            await complaints.WriteLineAsync(CommandLine.Usage);
            return ExitCode.Failed;
        }

        if (line.Help)
        {
            await output.WriteLineAsync(CommandLine.Usage);
            return ExitCode.Succeeded;
        }

        using var stop = new StopSignals();
        try
        {
            await using EmbeddedApp app = await HostStart.StartAsync(line, stop.Token);
            return line.Files.Count > 0
                ? await new Batch(app, line, output, complaints).RunAsync(stop.Token)
                : await Serving.UntilStoppedAsync(app, output, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            await complaints.WriteLineAsync("Stopped. What was not finished goes on with the next ./run.");
            return ExitCode.Failed;
        }
        catch (HostStartException e)
        {
            await complaints.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
    }
}
