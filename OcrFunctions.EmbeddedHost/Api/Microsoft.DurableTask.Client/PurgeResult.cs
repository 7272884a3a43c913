namespace Microsoft.DurableTask.Client;

/// <summary>How much was purged.</summary>
public class PurgeResult
{
    public PurgeResult(int count)
        : this(count, null)
    {
    }

    public PurgeResult(int count, bool? isComplete)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
        IsComplete = isComplete;
    }

    public int PurgedInstanceCount { get; }

    /// <summary>Whether everything that matched is gone; null when that was not asked.</summary>
    public bool? IsComplete { get; }
}
