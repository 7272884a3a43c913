using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Run;

/// <summary>One isolated <c>./run</c>: its data and all temporary files are below a folder of the test.</summary>
internal sealed class RunCommand : IDisposable
{
    private readonly Task _reading;
    private readonly Process _process;
    private readonly StringBuilder _said = new(), _output = new();
    private readonly RunSandbox _sandbox;

    private RunCommand(RunSandbox sandbox, Process process)
    {
        _sandbox = sandbox;
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, isOutput: true), ReadAsync(process.StandardError, isOutput: false));
    }

    public int ProcessId => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>Everything it has written so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    /// <summary>What it has written to standard output so far.</summary>
    public string Output
    {
        get
        {
            lock (_said)
                return _output.ToString();
        }
    }

    public static RunCommand Start(RunSandbox sandbox, params string[] arguments) =>
        Start(sandbox, new Dictionary<string, string>(), arguments);

    public static RunCommand Start(RunSandbox sandbox, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(sandbox, environment, Repository.File("run"), arguments);

    /// <summary>Starts it on a terminal of its own, provided by <c>script</c>. Keys come from <see cref="Type"/>.</summary>
    public static RunCommand StartOnTerminal(RunSandbox sandbox, params string[] arguments) => Start(
        // Tests that were started in the background or by nohup have these signals ignored for all their children; on a terminal they are
        // not ignored.
        sandbox, new Dictionary<string, string> { ["TERM"] = "xterm" }, "env",
        ["--default-signal=HUP,INT,QUIT", "script", "-qefc",
            string.Join(' ', arguments.Prepend(Repository.File("run")).Select(argument => $"'{argument}'")), "/dev/null"]);

    /// <summary>Presses keys.</summary>
    public void Type(string keys)
    {
        _process.StandardInput.Write(keys);
        _process.StandardInput.Flush();
    }

    /// <summary>Sends it a signal, such as <c>TERM</c>.</summary>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", $"{_process.Id}"]).WaitForExit();

    private static RunCommand Start(RunSandbox sandbox, IReadOnlyDictionary<string, string> environment, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = sandbox.Folder
        };
        start.Environment["OCRFUNCTIONS_DATA"] = sandbox.Data;
        start.Environment["TMPDIR"] = sandbox.Temp;
        start.Environment.Remove("AzureWebJobsStorage");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new RunCommand(sandbox, Process.Start(start)!);
    }

    /// <summary>Waits for a text in the output. Progress is reported twice a second, so not every number is printed.</summary>
    public async Task UntilSaysAsync([StringSyntax(StringSyntaxAttribute.Regex)] string text, TimeSpan timeout)
    {
        using var late = new CancellationTokenSource(timeout);
        while (!Regex.IsMatch(Said, text))
        {
            Assert.False(late.IsCancellationRequested || _process.HasExited, $"./run never said '{text}'. It said: {Said}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(TimeSpan timeout)
    {
        using var late = new CancellationTokenSource(timeout);
        try
        {
            await _process.WaitForExitAsync(late.Token);
            await _reading.WaitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"./run did not end in {timeout.TotalSeconds} s. It said: {Said}");
        }

        return _process.ExitCode;
    }

    /// <summary>The app that it started.</summary>
    public Process Host() =>
        _sandbox.Processes().Single(p => RunSandbox.CommandLine(p).Contains("OcrFunctions.Cli.dll", StringComparison.Ordinal));

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>In pieces: a question does not end with a line break.</summary>
    private async Task ReadAsync(StreamReader stream, bool isOutput)
    {
        char[] piece = new char[4096];
        while (await stream.ReadAsync(piece, CancellationToken.None) is > 0 and int length)
            lock (_said)
            {
                _said.Append(piece, 0, length);
                if (isOutput)
                    _output.Append(piece, 0, length);
            }
    }
}
