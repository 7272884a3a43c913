namespace Microsoft.DurableTask;

/// <summary>How an orchestration starts over.</summary>
public class ContinueAsNewOptions
{
    public object? NewInput { get; set; }

    /// <summary>Whether events that nobody has waited for yet are there for the next generation.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;
}
