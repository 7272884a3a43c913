using OcrFunctions.Cli.Client.Files;

namespace OcrFunctions.Cli.FolderFollower;

/// <summary>Finds the files in a folder that are to be read: documents that have stopped growing and have no result yet.</summary>
/// <param name="folder">The folder.</param>
/// <param name="results">Their results.</param>
/// <param name="time">The clock.</param>
internal sealed class FollowedFolder(string folder, FollowedResults results, TimeProvider time)
{
    /// <summary>A file that has not changed for this long is complete.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>An empty file may be created first and filled later, by a slow scanner even much later.</summary>
    private static readonly TimeSpan EmptySettling = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (FileVersion Version, DateTimeOffset Since)> _seen = [];
    private readonly Dictionary<string, FileVersion> _done = [];

    /// <summary>Files that may still grow, at the last scan.</summary>
    public int Unsettled { get; private set; }

    /// <summary>Files that have results, at the last scan.</summary>
    public int Done { get; private set; }

    /// <param name="isRunning">Whether a file is already being read.</param>
    /// <exception cref="IOException">The folder does not exist.</exception>
    public List<(InputFile File, FileVersion Version)> Scan(Func<InputFile, bool> isRunning)
    {
        var ready = new List<(InputFile, FileVersion)>();
        var present = new HashSet<string>();
        DateTimeOffset now = time.GetUtcNow();
        Unsettled = Done = 0;
        foreach (InputFile file in ReadableFiles.In(folder, except: results.ExcludedFolder))
        {
            if (isRunning(file))
            {
                present.Add(file.Name);
                continue;
            }

            // A file that was deleted during the scan, or a named pipe.
            if (FileVersion.Of(file.Path) is not { } version)
                continue;
            present.Add(file.Name);
            if (IsDone(file, version))
                Done++;
            else if (IsSettled(file, version, now))
                ready.Add((file, version));
            else
                Unsettled++;
        }

        foreach (string missing in _seen.Keys.Concat(_done.Keys).Where(name => !present.Contains(name)).ToList())
            Forget(missing);
        return ready;
    }

    public void MarkDone(InputFile file, FileVersion version) => _done[file.Name] = version;

    private void Forget(string name)
    {
        _seen.Remove(name);
        _done.Remove(name);
    }

    private bool IsDone(InputFile file, FileVersion version)
    {
        bool known = _done.TryGetValue(file.Name, out FileVersion done) && done == version;
        // Removing the note of a failure requests another attempt.
        if (known ? !results.TakeRetryRequest(file) : results.Has(file, version))
        {
            _done[file.Name] = version;
            return true;
        }

        _done.Remove(file.Name);
        return false;
    }

    private bool IsSettled(InputFile file, FileVersion version, DateTimeOffset now)
    {
        if (_seen.TryGetValue(file.Name, out var seen) && seen.Version == version)
            return now - seen.Since >= (version.Bytes == 0 ? EmptySettling : Settling);
        _seen[file.Name] = (version, now);
        return false;
    }
}
