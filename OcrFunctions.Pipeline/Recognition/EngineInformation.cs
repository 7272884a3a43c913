using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>What the engine says of itself, not older than a few seconds: a model that is installed now shows then.</summary>
public sealed class EngineInformation
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _time;
    private readonly Recent<EngineDescription> _recent;
    private volatile LastAnswer? _last;

    public EngineInformation(IPageEngine engine, TimeProvider time)
    {
        _time = time;
        _recent = new Recent<EngineDescription>(
            async () =>
            {
                // No caller's token: who gives up must not kill the engine for the others.
                EngineDescription description = await engine.DescribeAsync(CancellationToken.None);
                _last = new LastAnswer(description, time.GetTimestamp());
                return description;
            },
            Life, time);
    }

    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <exception cref="EngineRefusedException">A library or program that it needs is missing.</exception>
    /// <exception cref="EngineLostException">The engine died or took too long.</exception>
    public Task<EngineDescription> GetAsync(CancellationToken cancellationToken) => _recent.GetAsync(cancellationToken);

    /// <summary>The last answer that there was, and how long ago; null where there was none.</summary>
    public (EngineDescription Description, TimeSpan Age)? Last() => _last is { } last ? (last.Description, _time.GetElapsedTime(last.At)) : null;

    private sealed record LastAnswer(EngineDescription Description, long At);
}
