using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Telemetry;
using OcrFunctions.Tests.Telemetry.Fixtures;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>A script behaves the same through relay and pool as when called directly.</summary>
public sealed class ScriptedEngineServerTests : IAsyncDisposable
{
    private readonly ScriptedEngine _engine = new();
    private readonly ScriptedEngineServer _server;
    private readonly TempWorkspace _workspace = new(Options.Create(new OcrOptions()));
    private readonly Meter _meter = new(nameof(ScriptedEngineServerTests));
    private readonly EnginePool _pool;

    public ScriptedEngineServerTests()
    {
        _server = new ScriptedEngineServer(_engine);
        var settings =
            new Dictionary<string, string?>(_server.Settings) { ["Ocr:EngineProcesses"] = "1", ["Ocr:PageTimeoutSeconds"] = "5" };
        OcrOptions options =
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(OcrOptions.Section).Get<OcrOptions>()!;
        _pool = new EnginePool(Options.Create(options), _workspace, new OcrMetrics(_meter, TimeProvider.System), TimeProvider.System,
            NullLogger<EnginePool>.Instance);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_comes_from_the_script_which_receives_the_request()
    {
        PageWork? asked = null;
        _engine.Pages = 7;
        _engine.OnPage = (work, _) => Task.FromResult(asked = work);

        Assert.Equal(7, (await _pool.InspectAsync("scan.tif", Secret.Of("secret"), Stop)).Pages);
        RecognizedPage page = await ReadAsync(3, Stop);

        Assert.Equal("secret", _engine.InspectedWith?.Reveal());
        Assert.Equal("page 3", page.Blocks[0].Paragraphs[0].Lines[0].Text);
        Assert.Equal(new PageWork("scan.tif", DocumentKind.Tiff, 3, new("deu", TextMode.Force)) { Password = Secret.Of("secret") }, asked);
    }

    [Fact]
    public async Task A_refusal_reaches_the_caller_and_the_engine_continues()
    {
        _engine.OnPage =
            (work, _) => work.Page == 1 ? throw new EngineRefusedException(new EngineError("DamagedFile", "torn")) : Task.CompletedTask;

        Assert.Equal("torn", (await Assert.ThrowsAsync<EngineRefusedException>(() => ReadAsync(1, Stop))).Error.Message);
        int process = Assert.Single(_pool.ProcessIds);
        await ReadAsync(2, Stop);

        Assert.Equal(process, Assert.Single(_pool.ProcessIds));
    }

    [Fact]
    public async Task A_crash_reaches_the_caller_and_the_next_page_gets_a_new_engine()
    {
        _engine.OnPage = (work, _) => work.Page == 1 ? throw new EngineLostException(ErrorCodes.EngineCrashed, "gone") : Task.CompletedTask;
        using var metrics = new MetricReader(_meter);

        Assert.Equal(ErrorCodes.EngineCrashed, (await Assert.ThrowsAsync<EngineLostException>(() => ReadAsync(1, Stop))).Code);
        await ReadAsync(2, Stop);
        Assert.Equal(1, metrics.Sum("ocr.engine.restarts", "ocr.engine.restart.reason=EngineCrashed"));
    }

    [Fact]
    public async Task A_page_that_takes_too_long_is_timed_out_by_the_pool()
    {
        _engine.OnPage = (_, _) => throw new EngineLostException(ErrorCodes.PageTimedOut, "late");
        Assert.Equal(ErrorCodes.PageTimedOut, (await Assert.ThrowsAsync<EngineLostException>(() => ReadAsync(1, Stop))).Code);
    }

    [Fact]
    public async Task A_script_is_canceled_when_its_engine_is_killed()
    {
        var begun = new TaskCompletionSource();
        var killed = new TaskCompletionSource();
        _engine.OnPage = async (_, stop) =>
        {
            stop.Register(killed.SetResult);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        };
        using var cancel = new CancellationTokenSource();
        Task<RecognizedPage> reading = ReadAsync(1, cancel.Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await killed.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    [Fact]
    public async Task Any_other_exception_of_a_script_reaches_the_test()
    {
        _engine.OnPage = (_, _) => throw new InvalidOperationException("the script is wrong");
        await Assert.ThrowsAsync<EngineLostException>(() => ReadAsync(1, Stop));
        Assert.Equal("the script is wrong", Assert.Throws<InvalidOperationException>(_server.ThrowFailure).Message);
    }

    public async ValueTask DisposeAsync()
    {
        _pool.Dispose();
        await _server.DisposeAsync();
        _workspace.Dispose();
    }

    private async Task<RecognizedPage> ReadAsync(int page, CancellationToken cancellationToken)
    {
        using IPageEngineLease lease = await _pool.EnterAsync(new PageQueueEntry("document", Priority.Normal), Stop);
        return await lease.RecognizeAsync(
            new PageWork("scan.tif", DocumentKind.Tiff, page, new("deu", TextMode.Force)) { Password = Secret.Of("secret") },
            cancellationToken);
    }
}
