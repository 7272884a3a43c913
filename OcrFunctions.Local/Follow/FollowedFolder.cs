using OcrFunctions.Local.Reading;

namespace OcrFunctions.Local.Follow;

/// <summary>Finds in a folder which files are to be read: documents that have stopped growing and have no result yet.</summary>
/// <param name="folder">The folder.</param>
/// <param name="results">Their results.</param>
/// <param name="time">The clock.</param>
internal sealed class FollowedFolder(string folder, FollowedResults results, TimeProvider time)
{
    /// <summary>A file that has not changed for this long is whole.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>An empty file is made first and filled later, by a slow scanner even much later.</summary>
    private static readonly TimeSpan EmptySettling = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (FileVersion Version, DateTimeOffset Since)> _seen = [];
    private readonly Dictionary<string, FileVersion> _done = [];

    /// <summary>Files that may still grow, at the last look.</summary>
    public int Unsettled { get; private set; }

    /// <summary>Files that have results, at the last look.</summary>
    public int Done { get; private set; }

    /// <param name="isBusy">Whether a file is being read already.</param>
    /// <exception cref="IOException">The folder is gone.</exception>
    public List<(Item Item, FileVersion Version)> Look(Func<Item, bool> isBusy)
    {
        var ready = new List<(Item, FileVersion)>();
        var there = new HashSet<string>();
        DateTimeOffset now = time.GetUtcNow();
        Unsettled = Done = 0;
        foreach (Item item in ReadableFiles.In(folder, except: results.FolderToLeaveOut))
        {
            if (isBusy(item))
            {
                there.Add(item.Name);
                continue;
            }

            // A file that goes while we look, or a pipe that only calls itself one.
            if (FileVersion.Of(item.Path) is not { } version)
                continue;
            there.Add(item.Name);
            if (IsDone(item, version))
                Done++;
            else if (IsSettled(item, version, now))
                ready.Add((item, version));
            else
                Unsettled++;
        }

        foreach (string gone in _seen.Keys.Concat(_done.Keys).Where(name => !there.Contains(name)).ToList())
            Forget(gone);
        return ready;
    }

    public void MarkDone(Item item, FileVersion version) => _done[item.Name] = version;

    private void Forget(string name)
    {
        _seen.Remove(name);
        _done.Remove(name);
    }

    private bool IsDone(Item item, FileVersion version)
    {
        bool known = _done.TryGetValue(item.Name, out FileVersion done) && done == version;
        // Who removes the note of a failure wants another try.
        if (known ? !results.WasFailureTaken(item) : results.Has(item, version))
        {
            _done[item.Name] = version;
            return true;
        }

        _done.Remove(item.Name);
        return false;
    }

    private bool IsSettled(Item item, FileVersion version, DateTimeOffset now)
    {
        if (_seen.TryGetValue(item.Name, out var seen) && seen.Version == version)
            return now - seen.Since >= (version.Bytes == 0 ? EmptySettling : Settling);
        _seen[item.Name] = (version, now);
        return false;
    }
}
