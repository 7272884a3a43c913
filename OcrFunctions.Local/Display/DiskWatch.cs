namespace OcrFunctions.Local.Display;

/// <summary>Says when the disk of the data folder gets full: storage then refuses everything, in words that tell nobody why.</summary>
internal static class DiskWatch
{
    private const long FewBytes = 20L * 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Looks until it is stopped.</summary>
    public static async Task RunAsync(string? folder, Screen screen, CancellationToken stop)
    {
        bool said = false;
        while (folder is not null && !stop.IsCancellationRequested)
        {
            bool full = Free(folder) < FewBytes;
            if (full && !said)
                screen.Say($"The disk of {folder} is full. Make room: what is being read waits for it for a while, and the next ./run goes on with the rest.");
            said = full;
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
