using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>One engine process for one kind of work, one piece at a time; replaced when it is lost.</summary>
internal sealed class SingleEngine(Func<CancellationToken, Task<EngineProcess>> start, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private EngineProcess? _engine;

    /// <param name="request">Makes the request from its id.</param>
    /// <param name="timeout">Longest wait for the answer.</param>
    /// <param name="cancellationToken">Gives up the wait for the turn, and kills the engine at work.</param>
    /// <param name="toTheEnd">Work that has begun is done to its end: it is short, and a new engine for the next one costs more.</param>
    /// <exception cref="EngineRefusedException">The engine says no.</exception>
    /// <exception cref="EngineLostException">The engine died or took too long.</exception>
    public async Task<EngineReply> AskAsync(Func<long, EngineRequest> request, TimeSpan timeout, CancellationToken cancellationToken, bool toTheEnd = false)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _engine ??= await start(cancellationToken);
            try
            {
                return await _engine.AskAsync(request, timeout, time, toTheEnd ? CancellationToken.None : cancellationToken);
            }
            catch (Exception e) when (e is not EngineRefusedException)
            {
                _engine.Dispose();
                _engine = null;
                throw;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _engine?.Dispose();
        _turn.Dispose();
    }
}
