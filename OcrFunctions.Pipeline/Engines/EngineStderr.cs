namespace OcrFunctions.Pipeline.Engines;

/// <summary>The last lines that an engine wrote to its standard error; reading them also keeps the pipe from filling up.</summary>
internal sealed class EngineStderr : IDisposable
{
    private const int MaxLines = 5, MaxLine = 300;

    private readonly Queue<string> _lines = new();
    private readonly StreamReader _reader;

    public EngineStderr(StreamReader reader)
    {
        _reader = reader;
        _ = ListenAsync();
    }

    /// <summary>The last lines, joined.</summary>
    public string Last()
    {
        lock (_lines)
            return string.Join(' ', _lines);
    }

    public void Dispose() => _reader.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            while (await _reader.ReadLineAsync() is { } line)
            {
                lock (_lines)
                {
                    _lines.Enqueue(line.Length > MaxLine ? line[..MaxLine] : line);
                    if (_lines.Count > MaxLines)
                        _lines.Dequeue();
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process has ended, and its output is lost.
        }
    }
}
