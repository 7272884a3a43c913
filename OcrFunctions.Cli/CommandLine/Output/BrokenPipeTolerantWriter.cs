using System.Text;

namespace OcrFunctions.Cli.CommandLine.Output;

/// <summary>A writer whose reader may disappear, such as a closed terminal: a graceful stop continues without it.</summary>
internal sealed class BrokenPipeTolerantWriter(TextWriter inner) : TextWriter
{
    private volatile bool _closed;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        if (_closed)
            return;
        try
        {
            write();
        }
        catch (IOException)
        {
            _closed = true;
        }
    }
}
