namespace OcrFunctions.Engine.ProcessLifetime;

/// <summary>
/// What must not outlive the engine: its running child process, its temporary folder. One lock guards acquisition and release, so
/// that nothing is acquired, and nothing is left half released, when the process ends.
/// </summary>
internal static class ExitCleanup
{
    private static readonly Lock Gate = new();
    private static readonly List<IDisposable> Held = [];

    public static ExitCleanupItem<T> Acquire<T>(Func<T> acquire, Action<T> release)
    {
        lock (Gate)
        {
            var item = new ExitCleanupItem<T>(acquire(), release, Gate, Held);
            Held.Add(item);
            return item;
        }
    }

    /// <summary>Releases everything and prevents any further acquisition: for the end of the process only.</summary>
    public static void ReleaseAll()
    {
        Gate.Enter();
        foreach (IDisposable item in Held.ToArray())
            ProcessExit.Attempt(item.Dispose);
    }
}
