using OcrFunctions.Local.Display;
using OcrFunctions.Local.Follow;
using OcrFunctions.Local.Reading;
using OcrFunctions.Local.Server;
using OcrFunctions.Local.Terminal;

namespace OcrFunctions.Local;

/// <summary>The app on the embedded host: serves until it is stopped, or reads files and ends.</summary>
public static class LocalProgram
{
    public static async Task<int> Main(string[] args)
    {
        var screen = new Screen(Console.Out, Console.Error, TimeProvider.System);
        if (!CommandLineReader.TryRead(args, out CommandLine? line, out string? wrong))
        {
            screen.Say(wrong);
            screen.Say("");
            screen.Say(Usage.Text);
            return ExitCode.Failed;
        }

        if (line.Command is Command.Help or Command.Version)
        {
            screen.Print((line.Command == Command.Help ? Usage.Text : Usage.Version) + "\n");
            return ExitCode.Succeeded;
        }

        using var stop = new StopSignals();
        try
        {
            return await RunAsync(line, screen, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // Serving and following have no other end.
            return line.Command == Command.Once ? ExitCode.Stopped : ExitCode.Succeeded;
        }
        catch (HttpRequestException e)
        {
            screen.Say($"The app that was reading does not answer any more ({e.Message}). The next ./run goes on with what it had.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Say($"{e.Message}{(e.Message.EndsWith('.') ? "" : ".")} Is there space on the disk, and may you write there?");
            return ExitCode.Failed;
        }
        catch (ConsoleException e)
        {
            screen.Say(e.Message);
            return ExitCode.Failed;
        }
    }

    private static async Task<int> RunAsync(CommandLine line, Screen screen, CancellationToken stop)
    {
        Wishes wishes = line.Wishes with { Password = Password.Of(line) };
        IReadOnlyList<Item> items = FileArguments.Expand(line.Files);
        await using IServer server = DataFolder.RunningServer is { } record
            ? await RunningServer.FindAsync(record, stop)
            : await AppStarter.StartAsync(line, screen, stop);
        if (server is RunningServer running)
        {
            if (line.Command == Command.Serve)
                return Serving.SayRunning(running.Record, screen);
            screen.Say($"Sending to the ./run that is at work: {running.Record.Url}");
        }

        await using CancellationTokenRegistration stopping = stop.Register(() =>
            screen.Say($"Stopping{(server is OwnServer ? ": pages that are being read are ended or given back" : "")}. {server.Unfinished} Ctrl+C again ends at once."));
        _ = server is OwnServer ? DiskWatch.RunAsync(DataFolder.Path, screen, stop) : Task.CompletedTask;
        switch (line.Command)
        {
            case Command.Once:
                return await new Batch(server, wishes, line.Out, screen).RunAsync(items, stop);
            case Command.Follow:
                using (var follower = new Follower(server, line.Folder!, line.Out, wishes, screen))
                    return await follower.RunAsync(stop);
            default:
                return await Serving.UntilStoppedAsync(server, screen, stop);
        }
    }
}
