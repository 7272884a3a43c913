using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;

namespace OcrFunctions.Pipeline.Infrastructure;

/// <summary>
/// This process's own folder for temporary files. It is removed on exit; what a killed process left behind is removed by
/// the next one to start or to exit, which sees from a lock that its owner has ended.
/// </summary>
public sealed class TempWorkspace : IDisposable
{
    private const string Prefix = "ocrfunctions-", LockName = ".lock", Removed = ".removed";

    private readonly string _parent;
    private readonly FileStream _lock;

    public TempWorkspace(IOptions<OcrOptions> options)
    {
        _parent = ParentOf(options.Value.TempFolder);
        Directory.CreateDirectory(_parent);
        RemoveAbandoned(options.Value.TempFolder);
        Path = System.IO.Path.Combine(_parent, Prefix + System.IO.Path.GetRandomFileName());
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // Held open without sharing while this process runs: the system releases it however the process ends.
        _lock = new FileStream(System.IO.Path.Combine(Path, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    public string Path { get; }

    public void Dispose()
    {
        _lock.Dispose();
        Remove(Path);
        // The worker of a killed host ends a few seconds after it, so that it may still have run when this process started.
        RemoveAbandoned(_parent);
    }

    /// <summary>Removes the folders of processes that were killed. Those of running processes, and of other users, are kept.</summary>
    /// <param name="tempFolder">As in <see cref="OcrOptions.TempFolder"/>: empty for the system's temporary folder.</param>
    public static void RemoveAbandoned(string tempFolder)
    {
        foreach (string folder in Directory.EnumerateDirectories(ParentOf(tempFolder), Prefix + "*"))
        {
            if (folder.EndsWith(Removed, StringComparison.Ordinal))
            {
                Remove(folder);
                continue;
            }

            string lockFile = System.IO.Path.Combine(folder, LockName);
            try
            {
                // A folder without a lock is not one of ours, or is just being created.
                if (!File.Exists(lockFile))
                    continue;
                using (new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                Remove(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its owner is running, or it belongs to another user.
            }
        }
    }

    private static string ParentOf(string tempFolder) => tempFolder.Length > 0 ? tempFolder : System.IO.Path.GetTempPath();

    /// <summary>
    /// Under another name nothing is written into it any more by an engine that is being killed, and the next process recognizes what could
    /// not be removed.
    /// </summary>
    private static void Remove(string folder)
    {
        try
        {
            string removed = folder.EndsWith(Removed, StringComparison.Ordinal) ? folder : folder + Removed;
            if (folder != removed)
                Directory.Move(folder, removed);
            Directory.Delete(removed, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process of ours, or the system's cleanup of the temporary folder, was first; or it is still in use.
        }
    }
}
