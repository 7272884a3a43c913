using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Engines;

/// <summary>One engine process for one kind of work, one request at a time; replaced when it is lost.</summary>
/// <param name="start">Starts the process.</param>
/// <param name="metrics">Counts replacements.</param>
/// <param name="time">Clock.</param>
/// <param name="ended">Cancels all work.</param>
internal sealed class DedicatedEngine(Func<CancellationToken, Task<EngineProcess>> start, OcrMetrics metrics, TimeProvider time,
    CancellationToken ended) : IDisposable
{
    private readonly SemaphoreSlim _inUse = new(1);
    private EngineProcess? _engine;

    /// <param name="request">Creates the request from its id.</param>
    /// <param name="timeout">Maximum wait for the answer.</param>
    /// <param name="cancellationToken">Ends the wait for the process, or kills the working engine.</param>
    /// <param name="finishStarted">Work that has begun is completed: it is short, and a new engine for the next request costs more.</param>
    /// <exception cref="EngineRefusedException">The engine refused the request.</exception>
    /// <exception cref="EngineLostException">The engine crashed or took too long.</exception>
    public async Task<EngineReply> RequestAsync(Func<long, EngineRequest> request, TimeSpan timeout, CancellationToken cancellationToken,
        bool finishStarted = false)
    {
        await _inUse.WaitAsync(cancellationToken);
        try
        {
            _engine ??= await start(cancellationToken);
            try
            {
                using var stop =
                    CancellationTokenSource.CreateLinkedTokenSource(finishStarted ? CancellationToken.None : cancellationToken, ended);
                return await _engine.RequestAsync(request, timeout, time, stop.Token);
            }
            catch (Exception e) when (e is not EngineRefusedException)
            {
                _engine.Dispose();
                _engine = null;
                metrics.EngineReplaced(EngineRestartReason.Of(e));
                throw;
            }
        }
        finally
        {
            _inUse.Release();
        }
    }

    /// <summary>Kills the engine. The semaphore is not disposed: canceled work still releases it.</summary>
    public void Dispose() => _engine?.Dispose();
}
