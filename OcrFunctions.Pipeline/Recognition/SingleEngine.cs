using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>One engine process for one kind of work, one piece at a time; replaced when it is lost.</summary>
internal sealed class SingleEngine(Func<CancellationToken, Task<EngineProcess>> start, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private EngineProcess? _engine;

    /// <exception cref="EngineRefusedException">The engine says no.</exception>
    /// <exception cref="EngineLostException">The engine died or took too long.</exception>
    public async Task<EngineReply> AskAsync(Func<long, EngineRequest> request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _engine ??= await start(cancellationToken);
            try
            {
                return await _engine.AskAsync(request, timeout, time, cancellationToken);
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
