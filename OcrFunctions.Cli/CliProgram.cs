using Microsoft.Extensions.Logging;
using OcrFunctions.Cli.Client;
using OcrFunctions.Cli.Client.Api;
using OcrFunctions.Cli.Client.Files;
using OcrFunctions.Cli.Client.Servers;
using OcrFunctions.Cli.CommandLine.Arguments;
using OcrFunctions.Cli.CommandLine.Commands;
using OcrFunctions.Cli.CommandLine.Output;
using OcrFunctions.Cli.FolderFollower;

namespace OcrFunctions.Cli;

/// <summary>The app on the local host: serves until it is stopped, or reads files and ends.</summary>
public static class CliProgram
{
    public static async Task<int> Main(string[] args)
    {
        using var output = new ConsoleOutput(Console.Out, Console.Error, TimeProvider.System);
        if (!ArgumentParser.TryParse(args, out CliArguments arguments, out string? error))
        {
            output.Say($"{error}\n\n{ArgumentSyntax.HelpText(output.ReadableWidth)}");
            return ExitCode.Failed;
        }

        if (arguments.Command is CliCommand.Help or CliCommand.Version)
        {
            output.Print(
                (arguments.Command == CliCommand.Help ? ArgumentSyntax.HelpText(output.ReadableWidth) : ProgramVersion.Text) + "\n");
            return ExitCode.Succeeded;
        }

        using var signals = new StopSignals();
        try
        {
            return await RunAsync(arguments, output, signals);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            // Serving and following have no other end.
            return arguments.Command == CliCommand.Once ? ExitCode.Stopped : ExitCode.Succeeded;
        }
        catch (HttpRequestException e)
        {
            output.Say($"The app does not respond any more ({e.Message}). The next ./run continues unfinished documents.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            output.Say($"{e.Message}{(e.Message.EndsWith('.') ? "" : ".")} Check the free disk space and your permissions.");
            return ExitCode.Failed;
        }
        catch (ConsoleException e)
        {
            output.Say(e.Message);
            return ExitCode.Failed;
        }
    }

    private static async Task<int> RunAsync(CliArguments arguments, ConsoleOutput output, StopSignals signals)
    {
        CancellationToken stop = signals.Token;
        OcrRequestOptions options = arguments.Options with { Password = Password.Of(arguments) };
        IReadOnlyList<InputFile> files = FileArguments.Expand(arguments.Files);
        await using IServer server = DataFolder.RunningServer is { } record
            ? await RunningServer.FindAsync(record, stop)
            : await AppStarter.StartAsync(ServerOptions(arguments, output), stop);
        if (server is RunningServer running)
        {
            if (arguments.Command == CliCommand.Serve)
                return ServeCommand.ReportRunning(running.Record, output);
            output.Say($"Sending to the running ./run: {running.Record.Url}");
        }

        signals.Stopping = () =>
            output.Say($"Stopping{(server is LocalServer ? ": running pages are ended or handed back" : "")}. {server.Unfinished} Ctrl+C "
                + "again ends at once.");
        _ = server is LocalServer ? DiskSpaceMonitor.RunAsync(DataFolder.Path, output, stop) : Task.CompletedTask;
        switch (arguments.Command)
        {
            case CliCommand.Once:
                return await new OnceCommand(server, options, arguments.Out, output).RunAsync(files, stop);
            case CliCommand.Join:
                return await JoinCommand.UntilStoppedAsync(server, output, stop);
            case CliCommand.Follow:
                using (var follower = new Follower(server, arguments.Folder!, arguments.Out, options, output))
                    return await follower.RunAsync(stop);
            default:
                return await ServeCommand.UntilStoppedAsync(server, output, stop);
        }
    }

    private static LocalServerOptions ServerOptions(CliArguments arguments, ConsoleOutput output)
    {
        bool showsLog = arguments.Command is CliCommand.Serve or CliCommand.Join;
        return new LocalServerOptions
        {
            Port = arguments.Port,
            // The port does not matter for reading files and for joining; it does for serving.
            MayChoosePort = arguments.Command != CliCommand.Serve,
            // Reading files ends with them, and does not serve other processes; joining serves none.
            IsShared = arguments.Command is CliCommand.Serve or CliCommand.Follow,
            IsJoining = arguments.Command == CliCommand.Join,
            ConfigureLogging = logging =>
            {
                if (!showsLog)
                    logging.AddFilter(static level => level >= LogLevel.Error);
                // Standard output is for results, and when reading files only they matter, not the app's log.
                // A serving app's log is still written to a file that it is redirected to.
                if (output.ShowsOutput || !showsLog)
                    logging.ClearProviders().AddProvider(new ConsoleLog(output));
            },
            Time = output.Time,
        };
    }
}
