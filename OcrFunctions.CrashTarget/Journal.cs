namespace OcrFunctions.CrashTarget;

/// <summary>Notes in a file what has run, whatever becomes of the process; several processes may write it.</summary>
public sealed class Journal(string file)
{
    private readonly Lock _gate = new();

    public void Note(string key)
    {
        lock (_gate)
        {
            // A short line that is appended in one write is whole or not there.
            using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.Write(System.Text.Encoding.UTF8.GetBytes($"{key}@{Environment.ProcessId}\n"));
        }
    }

    /// <returns>True for the first caller ever, over all processes.</returns>
    public bool IsFirst(string key)
    {
        try
        {
            using var marker = new FileStream($"{file}.{key}", FileMode.CreateNew);
            return true;
        }
        catch (IOException) when (File.Exists($"{file}.{key}"))
        {
            return false;
        }
    }
}
