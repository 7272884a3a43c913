using System.Collections.Concurrent;
using System.Diagnostics;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Output and end of a <see cref="HostProcess"/>.</summary>
internal sealed class HostOutput
{
    private const string ReadyMark = "ready ";

    private readonly ConcurrentQueue<string> _lines = new(), _errors = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously),
        _errorsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HostOutput(Process process)
    {
        // Not WaitForExit, which waits for the end of the output too: a worker that outlives its host keeps it open.
        process.Exited += (_, _) => _exited.TrySetResult();
        process.EnableRaisingEvents = true;
        process.OutputDataReceived += (_, e) => OnLine(e.Data);
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is null)
                _errorsEnded.TrySetResult();
            else
                _errors.Enqueue(e.Data);
            OnLine(e.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Completes with the address when the host serves.</summary>
    public Task<Uri> Ready => _ready.Task;

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited => _exited.Task;

    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>All that was written to standard error by a process that has ended.</summary>
    public async Task<string> ErrorAsync()
    {
        await _errorsEnded.Task.WaitAsync(TestContext.Current.CancellationToken);
        return string.Join('\n', _errors);
    }

    private void OnLine(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (line.StartsWith(ReadyMark, StringComparison.Ordinal))
            _ready.TrySetResult(new Uri(line[ReadyMark.Length..]));
    }
}
