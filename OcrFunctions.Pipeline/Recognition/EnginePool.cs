using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>
/// Warm engine processes: one for each core reads pages behind the gate; beside them one only inspects, so that a new document's first look
/// waits for nothing else, one only draws pages for people, one only writes searchable PDFs, and one only PDF/A. These start when they are first needed.
/// </summary>
internal sealed partial class EnginePool : IPageEngine, IDisposable
{
    /// <summary>Engines beyond the cores, for urgent pages that would wait otherwise; started when one first does.</summary>
    private const int ExpressEngines = 1;

    /// <summary>Time that a process has to load its libraries and say so.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly OcrOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<EnginePool> _log;
    private readonly EngineProgram _program;
    private readonly TempWorkspace _workspace;
    private readonly EngineGate _gate;
    private readonly EngineProcess?[] _engines;
    private readonly SingleEngine _inspector, _painter, _writer, _archivist;
    private int _told;

    public EnginePool(IOptions<OcrOptions> options, TempWorkspace workspace, TimeProvider time, ILogger<EnginePool> log)
        : this(options, workspace, time, log, new EngineProgram(options.Value))
    {
    }

    /// <param name="options">Settings.</param>
    /// <param name="workspace">Where engines get their own folders.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Log.</param>
    /// <param name="program">What to start as an engine.</param>
    internal EnginePool(IOptions<OcrOptions> options, TempWorkspace workspace, TimeProvider time, ILogger<EnginePool> log, EngineProgram program)
    {
        _options = options.Value;
        _workspace = workspace;
        _time = time;
        _log = log;
        _program = program;
        _gate = new EngineGate(_options.EffectiveEngineProcesses, ExpressEngines, time);
        _engines = new EngineProcess?[_options.EffectiveEngineProcesses + ExpressEngines];
        _inspector = new SingleEngine(StartAsync, time);
        _painter = new SingleEngine(StartAsync, time);
        _writer = new SingleEngine(StartAsync, time);
        _archivist = new SingleEngine(StartAsync, time);
    }

    /// <summary>Processes that read pages now.</summary>
    public IReadOnlyList<int> ProcessIds => [.. _engines.OfType<EngineProcess>().Select(engine => engine.ProcessId)];

    public async Task<DocumentInspection> InspectAsync(string path, string? password, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(_options.InspectionTimeoutSeconds);
        EngineReply reply = await _inspector.AskAsync(id => new InspectRequest { Id = id, Path = path, Password = password, MaxPages = _options.MaxPages }, timeout, cancellationToken);
        return reply.Inspection ?? throw NoAnswer();
    }

    public async Task<SearchableDocument> MakeSearchableAsync(SearchableWork work, CancellationToken cancellationToken)
    {
        EngineReply reply = await _writer.AskAsync(
            id => new SearchableRequest { Id = id, Path = work.Path, Password = work.Password, Kind = work.Kind, Layer = work.Layer, Output = work.Output, MaxPixels = _options.MaxPagePixels }, TimeFor(work), cancellationToken);
        return reply.Searchable ?? throw NoAnswer();
    }

    public async Task<ArchivalDocument> MakeArchivalAsync(SearchableWork work, CancellationToken cancellationToken)
    {
        EngineReply reply = await _archivist.AskAsync(
            id => new ArchivalRequest { Id = id, Path = work.Path, Password = work.Password, Kind = work.Kind, Layer = work.Layer, Output = work.Output, MaxPixels = _options.MaxPagePixels }, TimeFor(work), cancellationToken);
        return reply.Archival ?? throw NoAnswer();
    }

    public async Task RenderAsync(RenderWork work, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(_options.InspectionTimeoutSeconds);
        EngineReply reply = await _painter.AskAsync(
            id => new RenderRequest { Id = id, Path = work.Path, Password = work.Password, Kind = work.Kind, Page = work.Page, Dpi = work.Dpi, Output = work.Output, MaxPixels = _options.MaxPagePixels }, timeout, cancellationToken,
            toTheEnd: true);
        if (reply.Rendered is null)
            throw NoAnswer();
    }

    public async Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(_options.InspectionTimeoutSeconds);
        EngineReply reply = await _inspector.AskAsync(id => new DescribeRequest { Id = id }, timeout, cancellationToken);
        return reply.Description ?? throw NoAnswer();
    }

    public async Task<IPageEngineLease> EnterAsync(PageTurn turn, CancellationToken cancellationToken) =>
        new Lease(this, await _gate.EnterAsync(turn, cancellationToken), turn.DocumentId);

    /// <summary>Kills every engine.</summary>
    public void Dispose()
    {
        foreach (EngineProcess? engine in _engines)
            engine?.Dispose();
        _inspector.Dispose();
        _painter.Dispose();
        _writer.Dispose();
        _archivist.Dispose();
    }

    private async Task<RecognisedPage> RecogniseAsync(int slot, PageWork work, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(_options.PageTimeoutSeconds);
        EngineProcess engine = _engines[slot] ??= await StartAsync(cancellationToken);
        bool keep = false;
        try
        {
            EngineReply reply = await engine.AskAsync(id => new RecogniseRequest
            {
                Id = id,
                Path = work.Path,
                Page = work.Page,
                Kind = work.Kind,
                Language = work.Language,
                Mode = work.Mode,
                Password = work.Password,
                MaxPixels = _options.MaxPagePixels,
            }, timeout, _time, cancellationToken);
            keep = engine.Answered < _options.PagesPerEngine;
            return reply.Page ?? throw NoAnswer();
        }
        catch (EngineRefusedException)
        {
            keep = true;
            throw;
        }
        catch (EngineLostException e)
        {
            EngineLost(engine.ProcessId, work.Page, e.Message);
            throw;
        }
        finally
        {
            if (!keep)
            {
                _engines[slot] = null;
                engine.Dispose();
            }
        }
    }

    /// <summary>A page's time for the largest image, and a second for each page more.</summary>
    private TimeSpan TimeFor(SearchableWork work) => TimeSpan.FromSeconds(_options.PageTimeoutSeconds + work.Pages);

    private async Task<EngineProcess> StartAsync(CancellationToken cancellationToken)
    {
        EngineProcess engine = await EngineProcess.StartAsync(_program, _workspace.Path, StartTimeout, _time, cancellationToken);
        EngineStarted(engine.ProcessId);
        if (!EngineIsolation.HasNoNetwork && Interlocked.Exchange(ref _told, 1) == 0)
            NetworkNotShut();
        return engine;
    }

    private static EngineLostException NoAnswer() => new(ErrorCodes.EngineCrashed, "the engine answered another question");

    private sealed class Lease(EnginePool pool, int slot, string documentId) : IPageEngineLease
    {
        private bool _left;

        public Task<RecognisedPage> RecogniseAsync(PageWork work, CancellationToken cancellationToken) => pool.RecogniseAsync(slot, work, cancellationToken);

        public void Dispose()
        {
            if (_left)
                return;
            _left = true;
            pool._gate.Leave(slot, documentId);
        }
    }
}
