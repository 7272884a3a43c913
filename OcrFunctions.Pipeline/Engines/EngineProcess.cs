using System.Diagnostics;
using System.Text;
using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Pipeline.Engines;

/// <summary>
/// One engine process: it handles one request at a time, and ends with this process, since its standard input closes then.
/// </summary>
internal sealed class EngineProcess : IDisposable
{
    /// <summary>A killed process ends immediately, unless it is blocked in the kernel.</summary>
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(5);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Process _process;
    private readonly string _folder;
    private readonly StreamReader _output;
    private readonly StreamWriter _input;
    private readonly EngineStderr _stderr;
    private long _lastId;
    private int _disposed;

    private EngineProcess(Process process, string folder)
    {
        _process = process;
        _folder = folder;
        ProcessId = process.Id;
        _output = new StreamReader(process.StandardOutput.BaseStream, Utf8);
        _input = new StreamWriter(process.StandardInput.BaseStream, Utf8) { NewLine = "\n" };
        _stderr = new EngineStderr(process.StandardError);
    }

    public int ProcessId { get; }

    /// <summary>Requests that were answered, refusals included.</summary>
    public int Answered { get; private set; }

    /// <summary>Starts a process and waits for its handshake.</summary>
    /// <exception cref="EngineRefusedException">A required library or program is missing.</exception>
    /// <exception cref="EngineLostException">It ended without an answer, or took too long.</exception>
    /// <param name="program">Program to start.</param>
    /// <param name="workspace">Folder in which it gets a folder of its own, which is deleted with it.</param>
    /// <param name="timeout">Maximum wait for the handshake.</param>
    /// <param name="time">Clock of the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<EngineProcess> StartAsync(EngineProgram program, string workspace, TimeSpan timeout, TimeProvider time,
        CancellationToken cancellationToken)
    {
        string folder = Directory.CreateDirectory(Path.Combine(workspace, "engine-" + Path.GetRandomFileName())).FullName;
        var engine =
            new EngineProcess(
                Process.Start(program.StartInfo(folder)) ?? throw new InvalidOperationException("The engine's process did not start."),
                folder);
        try
        {
            EngineReply handshake = await engine.ReadAsync(0, timeout, time, cancellationToken);
            return handshake.Error is { } error ? throw new EngineRefusedException(error) : engine;
        }
        catch (EngineLostException e)
        {
            engine.Dispose();
            // The page it was started for is not the cause.
            throw new EngineLostException(ErrorCodes.EngineCrashed, "the engine did not start: " + e.Message);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Sends a request and waits. After any exception other than <see cref="EngineRefusedException"/> the process has ended.
    /// </summary>
    /// <param name="request">Creates the request from its id.</param>
    /// <param name="timeout">Maximum wait, after which the process is killed.</param>
    /// <param name="time">Clock of the wait.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    public async Task<EngineReply> RequestAsync(Func<long, EngineRequest> request, TimeSpan timeout, TimeProvider time,
        CancellationToken cancellationToken)
    {
        long id = ++_lastId;
        try
        {
            await _input.WriteLineAsync(JsonSerializer.Serialize(request(id), ProtocolJson.Options));
            await _input.FlushAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Kill();
            throw Crashed(cancellationToken);
        }

        EngineReply reply = await ReadAsync(id, timeout, time, cancellationToken);
        Answered++;
        return reply.Error is { } error ? throw new EngineRefusedException(error) : reply;
    }

    /// <summary>Kills the process. A pool being disposed may do so concurrently with the work that it cancels.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        Kill();
        _stderr.Dispose();
        RemoveFolder();
        _process.Dispose();
    }

    private async Task<EngineReply> ReadAsync(long id, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timedOut = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timedOut.Token, cancellationToken);
        try
        {
            string line = await _output.ReadLineAsync(stop.Token) ?? throw Crashed(cancellationToken);
            EngineReply? reply = JsonSerializer.Deserialize<EngineReply>(line, ProtocolJson.Options);
            return reply?.Id == id ? reply : throw new JsonException($"an answer to request {reply?.Id} instead of {id}");
        }
        catch (OperationCanceledException)
        {
            Kill();
            cancellationToken.ThrowIfCancellationRequested();
            throw new EngineLostException(ErrorCodes.PageTimedOut,
                $"not done after {timeout.TotalSeconds:0} seconds; the engine's process was killed");
        }
        catch (JsonException e)
        {
            Kill();
            throw new EngineLostException(ErrorCodes.EngineCrashed, "the engine sent an invalid reply: " + e.Message);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Kill();
            throw Crashed(cancellationToken);
        }
    }

    /// <exception cref="OperationCanceledException">It was killed because the work was canceled.</exception>
    private EngineLostException Crashed(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string how = _process.WaitForExit(TimeSpan.FromSeconds(5)) ? $"ended with exit code {_process.ExitCode}" : "closed its output";
        return new EngineLostException(ErrorCodes.EngineCrashed, $"the engine's process {how}. {_stderr.Last()}".TrimEnd());
    }

    private void RemoveFolder()
    {
        // It stops writing only when it has ended.
        _process.WaitForExit(EndTimeout);
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // One of its children may run a moment longer; the folder is then deleted with the workspace.
        }
    }

    private void Kill()
    {
        try
        {
            // On Linux its child processes end with it by themselves. To kill a whole tree, .NET first stops the process: an engine
            // would stay stopped, for good, if this process were killed just then.
            _process.Kill(entireProcessTree: !OperatingSystem.IsLinux());
        }
        catch (InvalidOperationException)
        {
            // It had already ended.
        }
    }
}
