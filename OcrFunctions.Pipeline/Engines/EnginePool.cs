using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Engines;

/// <summary>
/// Warm engine processes: one for each core reads pages behind the gate; besides, one only inspects, so that a new document's inspection
/// waits for nothing else, one only renders page images, one only writes searchable PDFs, and one only PDF/A. These start when first
/// needed.
/// </summary>
internal sealed partial class EnginePool : IPageEngine, IDisposable
{
    /// <summary>Engines beyond the number of cores, for urgent pages that would otherwise wait; started on first use.</summary>
    private const int ExpressEngines = 1;

    /// <summary>Time limit for a process to load its libraries and send its handshake.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly OcrOptions _options;
    private readonly OcrMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<EnginePool> _log;
    private readonly EngineProgram _program;
    private readonly TempWorkspace _workspace;
    private readonly EngineGate _gate;
    private readonly EngineProcess?[] _engines;
    private readonly CancellationTokenSource _ended = new();
    private readonly DedicatedEngine _inspector, _renderer, _pdfWriter, _pdfAWriter;
    private readonly AccelerationWatch _acceleration;
    private int _networkWarningLogged;

    public EnginePool(IOptions<OcrOptions> options, TempWorkspace workspace, OcrMetrics metrics, TimeProvider time,
        ILogger<EnginePool> log)
    {
        _options = options.Value;
        _workspace = workspace;
        _metrics = metrics;
        _time = time;
        _log = log;
        _program = new EngineProgram(_options);
        _acceleration = new AccelerationWatch(NotAccelerated);
        _gate = new EngineGate(_options.EffectiveEngineProcesses, ExpressEngines, time);
        _engines = new EngineProcess?[_options.EffectiveEngineProcesses + ExpressEngines];
        _inspector = new DedicatedEngine(StartAsync, metrics, time, _ended.Token);
        _renderer = new DedicatedEngine(StartAsync, metrics, time, _ended.Token);
        _pdfWriter = new DedicatedEngine(StartAsync, metrics, time, _ended.Token);
        _pdfAWriter = new DedicatedEngine(StartAsync, metrics, time, _ended.Token);
    }

    /// <summary>Processes that read pages now.</summary>
    public IReadOnlyList<int> ProcessIds => [.. _engines.OfType<EngineProcess>().Select(engine => engine.ProcessId)];

    public async Task<DocumentInspection> InspectAsync(string path, Secret? password, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(_options.InspectionTimeoutSeconds);
        EngineReply reply =
            await _inspector.RequestAsync(
                id => new InspectRequest { Id = id, Path = path, Password = password, MaxPages = _options.MaxPages }, timeout,
                cancellationToken);
        return reply.Inspection ?? throw UnexpectedReply();
    }

    public async Task<SearchableDocument> MakeSearchableAsync(SearchableWork work, CancellationToken cancellationToken)
    {
        EngineReply reply = await _pdfWriter.RequestAsync(
            id => new SearchableRequest
            {
                Id = id,
                Path = work.Path,
                Password = work.Password,
                Kind = work.Kind,
                Layer = work.Layer,
                Output = work.Output,
                MaxPixels = _options.MaxPagePixels
            }, TimeFor(work), cancellationToken);
        return reply.Searchable ?? throw UnexpectedReply();
    }

    public async Task<ArchivalDocument> MakeArchivalAsync(SearchableWork work, CancellationToken cancellationToken)
    {
        EngineReply reply = await _pdfAWriter.RequestAsync(
            id => new ArchivalRequest
            {
                Id = id,
                Path = work.Path,
                Password = work.Password,
                Kind = work.Kind,
                Layer = work.Layer,
                Output = work.Output,
                MaxPixels = _options.MaxPagePixels
            }, TimeFor(work), cancellationToken);
        return reply.Archival ?? throw UnexpectedReply();
    }

    public async Task RenderAsync(RenderWork work, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(_options.InspectionTimeoutSeconds);
        EngineReply reply = await _renderer.RequestAsync(
            id => new RenderRequest
            {
                Id = id,
                Path = work.Path,
                Password = work.Password,
                Kind = work.Kind,
                Page = work.Page,
                Dpi = work.Dpi,
                Output = work.Output,
                MaxPixels = _options.MaxPagePixels
            }, timeout, cancellationToken,
            finishStarted: true);
        if (reply.Rendered is null)
            throw UnexpectedReply();
    }

    public async Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(_options.InspectionTimeoutSeconds);
        EngineReply reply = await _inspector.RequestAsync(id => new DescribeRequest { Id = id }, timeout, cancellationToken);
        EngineDescription description = reply.Description ?? throw UnexpectedReply();
        return description with { Acceleration = _acceleration.Fault ?? description.Acceleration };
    }

    public async Task<IPageEngineLease> EnterAsync(PageQueueEntry entry, CancellationToken cancellationToken) =>
        new Lease(this, await _gate.EnterAsync(entry, cancellationToken), entry.DocumentId);

    /// <summary>Kills every engine; work in progress is canceled, not failed, since the documents are not the cause.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        foreach (EngineProcess? engine in _engines)
            engine?.Dispose();
        _inspector.Dispose();
        _renderer.Dispose();
        _pdfWriter.Dispose();
        _pdfAWriter.Dispose();
    }

    private async Task<RecognizedPage> RecognizeAsync(int slot, PageWork work, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(_options.PageTimeoutSeconds);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        EngineProcess engine = _engines[slot] ??= await StartAsync(cancellationToken);
        bool keep = false;
        string reason = EngineRestartReason.Canceled;
        try
        {
            EngineReply reply = await engine.RequestAsync(id => new RecognizeRequest
            {
                Id = id,
                Path = work.Path,
                Page = work.Page,
                Kind = work.Kind,
                Options = work.Options,
                Password = work.Password,
                MaxPixels = _options.MaxPagePixels,
            }, timeout, _time, stop.Token);
            keep = engine.Answered < _options.PagesPerEngine;
            reason = EngineRestartReason.PageLimit;
            RecognizedPage page = reply.Page ?? throw UnexpectedReply();
            _acceleration.Observe(page.Engine?.Acceleration);
            return page;
        }
        catch (EngineRefusedException)
        {
            keep = true;
            throw;
        }
        catch (EngineLostException e)
        {
            reason = EngineRestartReason.Of(e);
            EngineLost(engine.ProcessId, work.Page, e.Message);
            throw;
        }
        finally
        {
            if (!keep)
            {
                _engines[slot] = null;
                engine.Dispose();
                _metrics.EngineReplaced(reason);
            }
        }
    }

    /// <summary>The time limit of a page for the largest image, plus one second for each further page.</summary>
    private TimeSpan TimeFor(SearchableWork work) => TimeSpan.FromSeconds(_options.PageTimeoutSeconds + work.Pages);

    private async Task<EngineProcess> StartAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        EngineProcess engine = await EngineProcess.StartAsync(_program, _workspace.Path, StartTimeout, _time, stop.Token);
        EngineStarted(engine.ProcessId);
        if (!EngineIsolation.HasNoNetwork && Interlocked.Exchange(ref _networkWarningLogged, 1) == 0)
            NetworkNotIsolated();
        return engine;
    }

    private static EngineLostException UnexpectedReply() => new(ErrorCodes.EngineCrashed, "the engine answered another question");

    private sealed class Lease(EnginePool pool, int slot, string documentId) : IPageEngineLease
    {
        private bool _disposed;

        public Task<RecognizedPage> RecognizeAsync(PageWork work, CancellationToken cancellationToken) =>
            pool.RecognizeAsync(slot, work, cancellationToken);

        public void Dispose()
        {
            if (_disposed)
                return;
            _disposed = true;
            pool._gate.Leave(slot, documentId);
        }
    }
}
