using Microsoft.Azure.Functions.Worker;

namespace OcrFunctions.CrashTarget;

/// <param name="Branch">The child that calls, from 0.</param>
/// <param name="Number">The call, from 0.</param>
/// <param name="Milliseconds">How long it takes.</param>
public sealed record Step(int Branch, int Number, int Milliseconds);

public sealed class Activities(Journal journal)
{
    /// <summary>Every seventh step fails when it runs for the first time.</summary>
    [Function(nameof(TakeStep))]
    public async Task<int> TakeStep([ActivityTrigger] Step step, CancellationToken cancellationToken)
    {
        string key = $"{step.Branch}-{step.Number}";
        journal.Note(key);
        await Task.Delay(step.Milliseconds, cancellationToken);
        if (step.Number % 7 == 3 && journal.IsFirst(key))
            throw new InvalidOperationException($"Step {key} fails the first time.");
        return (step.Branch * 1000) + (step.Number * step.Number);
    }
}
