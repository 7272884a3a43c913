using System.Diagnostics;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.ProcessLifetime;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf;

/// <summary>A running process of poppler or qpdf. Disposing kills it if it still runs.</summary>
internal sealed class ToolProcess : IDisposable
{
    private const int MessagesKept = 10_000;

    private readonly string _program;
    private readonly ExitCleanupItem<Process> _process;
    private readonly Task<string> _messages;

    public ToolProcess(string program, ExitCleanupItem<Process> process, string? input)
    {
        (_program, _process) = (program, process);
        if (input is not null)
            process.Value.StandardInput.Write(input);
        // The program could wait for an open standard input that is never written to.
        process.Value.StandardInput.Close();
        _messages = Task.Run(() => BoundedText.ReadToEnd(process.Value.StandardError, MessagesKept));
    }

    public Stream Output => _process.Value.StandardOutput.BaseStream;

    /// <summary>Reads its whole output as text, keeping at most <paramref name="kept"/> characters, and waits for its end.</summary>
    public string ReadText(int kept)
    {
        string text = BoundedText.ReadToEnd(_process.Value.StandardOutput, kept);
        _process.Value.WaitForExit();
        return text;
    }

    /// <summary>Reads its whole output as text, at most <paramref name="kept"/> characters, and waits for its end.</summary>
    /// <returns>Null if it took longer than <paramref name="limit"/> and was killed, failed, or reported anything.</returns>
    public string? ReadTextWithin(int kept, TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        using CancellationTokenRegistration end = late.Token.Register(_process.Value.Kill);
        string text = ReadText(kept);
        return !late.IsCancellationRequested && ExitCode() == 0 && Messages().Length == 0 ? text : null;
    }

    /// <summary>Waits for its end.</summary>
    public int ExitCode()
    {
        _process.Value.WaitForExit();
        return _process.Value.ExitCode;
    }

    /// <summary>Waits for its end. Only then is its CPU time counted.</summary>
    public void WaitForEnd() => _process.Value.WaitForExit();

    /// <summary>Its error messages, on one line. Waits for its end.</summary>
    public string Messages()
    {
        _process.Value.WaitForExit();
        return _messages.GetAwaiter().GetResult().Trim().ReplaceLineEndings("; ");
    }

    /// <summary>Gives the reason for a missing result.</summary>
    public EngineException Failure(string sentence)
    {
        string messages = Messages();
        return IsPasswordRefused(messages)
            ? new EngineException(EngineErrorCodes.EncryptedPdf, "The PDF is encrypted: a password is required.")
            : new EngineException(EngineErrorCodes.DamagedFile,
                $"{sentence} ({_program} ended with {_process.Value.ExitCode}: {messages})");
    }

    /// <summary>Whether a program reported a password error, in the words of poppler or qpdf.</summary>
    public static bool IsPasswordRefused(string messages) =>
        messages.Contains("Incorrect password", StringComparison.Ordinal)
            || messages.Contains("invalid password", StringComparison.Ordinal);

    public void Dispose()
    {
        _process.Dispose();
        // Its pipes close when it ends, so the task that reads them ends too and nothing is left behind.
        _process.Value.WaitForExit();
        _ = _messages.GetAwaiter().GetResult();
        _process.Value.Dispose();
    }
}
