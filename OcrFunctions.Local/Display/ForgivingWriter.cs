using System.Text;

namespace OcrFunctions.Local.Display;

/// <summary>A writer whose reader may go away, as a terminal does that is closed: stopping in good order goes on without it.</summary>
internal sealed class ForgivingWriter(TextWriter inner) : TextWriter
{
    private volatile bool _gone;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        if (_gone)
            return;
        try
        {
            write();
        }
        catch (IOException)
        {
            _gone = true;
        }
    }
}
