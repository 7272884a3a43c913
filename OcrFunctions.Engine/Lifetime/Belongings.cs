namespace OcrFunctions.Engine.Lifetime;

/// <summary>
/// What must not outlive the engine: its running child, its temporary folder. One lock guards making and destroying, so
/// that nothing is made, and nothing is half destroyed, when the process ends.
/// </summary>
internal static class Belongings
{
    private static readonly Lock Gate = new();
    private static readonly List<IDisposable> Held = [];

    public static Belonging<T> Acquire<T>(Func<T> acquire, Action<T> release)
    {
        lock (Gate)
        {
            var belonging = new Belonging<T>(acquire(), release, Gate, Held);
            Held.Add(belonging);
            return belonging;
        }
    }

    /// <summary>Destroys everything and lets nobody acquire anything any more: for the end of the process only.</summary>
    public static void DestroyAllForGood()
    {
        Gate.Enter();
        foreach (IDisposable belonging in Held.ToArray())
            EndOfLife.Attempt(belonging.Dispose);
    }
}
