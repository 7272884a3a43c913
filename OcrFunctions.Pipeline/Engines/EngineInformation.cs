using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Infrastructure;

namespace OcrFunctions.Pipeline.Engines;

/// <summary>The engine's information about itself, at most a few seconds old: a newly installed model shows up after that.</summary>
public sealed class EngineInformation
{
    private static readonly TimeSpan CacheLifetime = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _time;
    private readonly TimedCache<EngineDescription> _cached;
    private volatile LastAnswer? _last;

    public EngineInformation(IPageEngine engine, TimeProvider time)
    {
        _time = time;
        _cached = new TimedCache<EngineDescription>(
            async () =>
            {
                // No caller's token: one canceled caller must not kill the engine for the others.
                EngineDescription description = await engine.DescribeAsync(CancellationToken.None);
                _last = new LastAnswer(description, time.GetTimestamp());
                return description;
            },
            CacheLifetime, time);
    }

    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="EngineRefusedException">A required library or program is missing.</exception>
    /// <exception cref="EngineLostException">The engine crashed or took too long.</exception>
    public Task<EngineDescription> GetAsync(CancellationToken cancellationToken) => _cached.GetAsync(cancellationToken);

    /// <summary>The last answer and its age; null if there was none.</summary>
    public (EngineDescription Description, TimeSpan Age)? Last() =>
        _last is { } last ? (last.Description, _time.GetElapsedTime(last.At)) : null;

    private sealed record LastAnswer(EngineDescription Description, long At);
}
