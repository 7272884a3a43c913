namespace OcrFunctions.Cli.CommandLine.Output;

/// <summary>Warns when the disk of the data folder is nearly full: storage then refuses everything without a clear error.</summary>
internal static class DiskSpaceMonitor
{
    private const long MinFreeBytes = 20L * 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Checks until it is stopped.</summary>
    public static async Task RunAsync(string? folder, ConsoleOutput output, CancellationToken stop)
    {
        bool warned = false;
        while (folder is not null && !stop.IsCancellationRequested)
        {
            bool full = Free(folder) < MinFreeBytes;
            if (full && !warned)
                output.Say($"The disk of {folder} is full. Free some space: running documents wait for a while, and the next ./run "
                    + "continues the rest.");
            warned = full;
            await Task.Delay(Interval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static long Free(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue;
        }
    }
}
