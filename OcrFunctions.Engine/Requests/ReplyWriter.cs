using System.Text.Json;
using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Requests;

/// <summary>Standard output, reserved for the protocol.</summary>
internal sealed class ReplyWriter : IDisposable
{
    private readonly Stream _output;

    private ReplyWriter(Stream output) => _output = output;

    /// <summary>
    /// Takes over standard output: native libraries that print to descriptor 1 print to standard error
    /// from here on. Call it before any of them is loaded.
    /// </summary>
    public static ReplyWriter TakeStandardOutput()
    {
        // On Unix this stream has a descriptor of its own (a duplicate that children do not inherit). On Windows native code
        // reaches standard output through the C runtime only, where this project prints nothing.
        Stream output = Console.OpenStandardOutput();
        if (!OperatingSystem.IsWindows() && Libc.dup2(Libc.STDERR_FILENO, Libc.STDOUT_FILENO) < 0)
            throw new InvalidOperationException("Standard output could not be set aside for the protocol.");
        return new ReplyWriter(output);
    }

    public void Write(EngineReply reply) => Write(Encode(reply));

    /// <param name="line">A line from <see cref="Encode"/>.</param>
    public void Write(ReadOnlySpan<byte> line)
    {
        _output.Write(line);
        _output.Flush();
    }

    public static byte[] Encode(EngineReply reply)
    {
        using var line = new MemoryStream();
        JsonSerializer.Serialize(line, reply, ProtocolJson.Options);
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    public void Dispose() => _output.Dispose();
}
