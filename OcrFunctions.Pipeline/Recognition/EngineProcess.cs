using System.Diagnostics;
using System.Text;
using System.Text.Json;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>One engine process: it is asked one thing at a time, and dies when we do, since its standard input closes then.</summary>
internal sealed class EngineProcess : IDisposable
{
    /// <summary>A killed process ends at once, unless the kernel is busy for it.</summary>
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(5);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Process _process;
    private readonly string _folder;
    private readonly StreamReader _output;
    private readonly StreamWriter _input;
    private readonly EngineComplaints _complaints;
    private long _lastId;

    private EngineProcess(Process process, string folder)
    {
        _process = process;
        _folder = folder;
        _output = new StreamReader(process.StandardOutput.BaseStream, Utf8);
        _input = new StreamWriter(process.StandardInput.BaseStream, Utf8) { NewLine = "\n" };
        _complaints = new EngineComplaints(process.StandardError);
    }

    public int ProcessId => _process.Id;

    /// <summary>Work that was answered, refusals included.</summary>
    public int Answered { get; private set; }

    /// <summary>Starts a process and waits for its greeting.</summary>
    /// <exception cref="EngineRefusedException">A library or program that it needs is missing.</exception>
    /// <exception cref="EngineLostException">It ended without a word, or took too long.</exception>
    /// <param name="program">What to start.</param>
    /// <param name="workspace">Folder in which it gets one of its own, which goes with it.</param>
    /// <param name="timeout">Longest wait for the greeting.</param>
    /// <param name="time">Clock of the wait.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    public static async Task<EngineProcess> StartAsync(EngineProgram program, string workspace, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateDirectory(Path.Combine(workspace, "engine-" + Path.GetRandomFileName())).FullName;
        var engine = new EngineProcess(Process.Start(program.StartInfo(folder)) ?? throw new InvalidOperationException("The engine's process did not start."), folder);
        try
        {
            EngineReply greeting = await engine.ReadAsync(0, timeout, time, cancellationToken);
            return greeting.Error is { } error ? throw new EngineRefusedException(error) : engine;
        }
        catch (EngineLostException e)
        {
            engine.Dispose();
            // Whatever page it was started for had no part in this.
            throw new EngineLostException(ErrorCodes.EngineCrashed, "the engine did not start: " + e.Message);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Asks and waits. After any exception but <see cref="EngineRefusedException"/> the process is dead.</summary>
    /// <param name="request">Makes the request from its id.</param>
    /// <param name="timeout">Longest wait; after it the process is killed.</param>
    /// <param name="time">Clock of the wait.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    public async Task<EngineReply> AskAsync(Func<long, EngineRequest> request, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        long id = ++_lastId;
        try
        {
            await _input.WriteLineAsync(JsonSerializer.Serialize(request(id), ProtocolJson.Options));
            await _input.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            Kill();
            throw Crashed();
        }

        EngineReply reply = await ReadAsync(id, timeout, time, cancellationToken);
        Answered++;
        return reply.Error is { } error ? throw new EngineRefusedException(error) : reply;
    }

    public void Dispose()
    {
        Kill();
        _complaints.Dispose();
        RemoveFolder();
        _process.Dispose();
    }

    private async Task<EngineReply> ReadAsync(long id, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            string line = await _output.ReadLineAsync(stop.Token) ?? throw Crashed();
            EngineReply? reply = JsonSerializer.Deserialize<EngineReply>(line, ProtocolJson.Options);
            return reply?.Id == id ? reply : throw new JsonException($"an answer to request {reply?.Id} instead of {id}");
        }
        catch (OperationCanceledException)
        {
            Kill();
            cancellationToken.ThrowIfCancellationRequested();
            throw new EngineLostException(ErrorCodes.PageTimedOut, $"not done after {timeout.TotalSeconds:0} seconds; the engine's process was killed");
        }
        catch (JsonException e)
        {
            Kill();
            throw new EngineLostException(ErrorCodes.EngineCrashed, "the engine answered what is no answer: " + e.Message);
        }
        catch (IOException)
        {
            Kill();
            throw Crashed();
        }
    }

    private EngineLostException Crashed()
    {
        string how = _process.WaitForExit(TimeSpan.FromSeconds(5)) ? $"ended with exit code {_process.ExitCode}" : "closed its output";
        return new EngineLostException(ErrorCodes.EngineCrashed, $"the engine's process {how}. {_complaints.Last()}".TrimEnd());
    }

    private void RemoveFolder()
    {
        // Only when it is gone does it write no more.
        _process.WaitForExit(EndTimeout);
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A child of it may live a moment longer; the folder goes with the workspace then.
        }
    }

    private void Kill()
    {
        try
        {
            // Its children too: a rasteriser would go on for nobody.
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }
    }
}
