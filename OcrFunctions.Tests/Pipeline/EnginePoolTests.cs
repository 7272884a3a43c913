using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Telemetry;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Pipeline;

/// <summary>The pool with the real engine.</summary>
public sealed class EnginePoolTests : IDisposable
{
    private readonly TestDocuments _documents = new();
    private readonly TempWorkspace _workspace = new(Options.Create(new OcrOptions()));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_read_by_as_many_engines_as_are_configured_and_engines_are_reused()
    {
        using EnginePool pool = Pool(new OcrOptions { EngineProcesses = 2 });
        string pdf =
            _documents.Pdf(PdfTestPage.OfProse("First page"), PdfTestPage.OfProse("Second page"), PdfTestPage.OfProse("Third page"));

        DocumentInspection inspection = await pool.InspectAsync(pdf, null, Stop);
        RecognizedPage[] pages = await Task.WhenAll(Enumerable.Range(1, inspection.Pages).Select(page => ReadAsync(pool, pdf, page)));

        Assert.Equal(["First page", "Second page", "Third page"], pages.Select(p => p.Blocks[0].Paragraphs[0].Lines[0].Text));
    }

    [Fact]
    public async Task A_refusal_has_the_engines_code_and_the_engine_continues()
    {
        using EnginePool pool = Pool(new OcrOptions { EngineProcesses = 1 });
        var refused = await Assert.ThrowsAsync<EngineRefusedException>(() => pool.InspectAsync(_documents.File("pdf", []), null, Stop));
        Assert.Equal(EngineErrorCodes.EmptyFile, refused.Error.Code);
        Assert.Equal(1, (await pool.InspectAsync(_documents.Pdf(PdfTestPage.OfProse("Text")), null, Stop)).Pages);
    }

    [Fact]
    public async Task A_page_that_takes_too_long_loses_its_engine_and_the_next_page_gets_a_new_one()
    {
        using EnginePool pool = Pool(new OcrOptions { EngineProcesses = 1, PageTimeoutSeconds = 10 });
        string pdf = _documents.Pdf(PdfTestPage.OfProse("Quick"), SlowToDraw());
        await ReadAsync(pool, pdf, 1);

        EngineLostException lost = await Assert.ThrowsAsync<EngineLostException>(() => ReadAsync(pool, pdf, 2));
        Assert.Equal(ErrorCodes.PageTimedOut, lost.Code);
        Assert.Single((await ReadAsync(pool, pdf, 1)).Blocks);
    }

    [Fact]
    public async Task A_killed_engine_is_reported_as_lost_and_the_next_page_is_read()
    {
        using EnginePool pool = Pool(new OcrOptions { EngineProcesses = 1 });
        string pdf = _documents.Pdf(PdfTestPage.OfProse("Some text"));
        await ReadAsync(pool, pdf, 1);
        using (var engine = Process.GetProcessById(Assert.Single(pool.ProcessIds)))
            engine.Kill();

        EngineLostException lost = await Assert.ThrowsAsync<EngineLostException>(() => ReadAsync(pool, pdf, 1));
        Assert.Equal(ErrorCodes.EngineCrashed, lost.Code);
        Assert.Single((await ReadAsync(pool, pdf, 1)).Blocks);
    }

    [Fact]
    public async Task An_engine_is_killed_without_being_stopped_first()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere the whole process tree is killed, which stops it first");
        using EnginePool pool = Pool(new OcrOptions { EngineProcesses = 1 });
        await ReadAsync(pool, _documents.Pdf(PdfTestPage.OfProse("Text")), 1);
        int engine = Assert.Single(pool.ProcessIds);
        var watching = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<HashSet<string>> states = Task.Factory.StartNew(() =>
        {
            var seen = new HashSet<string>();
            while (ProcessTable.State(engine) is { } state)
            {
                seen.Add(state);
                watching.TrySetResult();
            }

            return seen;
        }, Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await watching.Task;

        pool.Dispose();
        Assert.DoesNotContain("T", await states);
    }

    [Fact]
    public async Task An_engine_receives_none_of_our_secrets()
    {
        Environment.SetEnvironmentVariable("AzureWebJobsStorageOfTheTest", "AccountKey=secret");
        using EnginePool pool = Pool(new OcrOptions { EngineProcesses = 1 });
        await ReadAsync(pool, _documents.Pdf(PdfTestPage.OfProse("Text")), 1);

        string environment = await File.ReadAllTextAsync($"/proc/{Assert.Single(pool.ProcessIds)}/environ", Stop);
        Assert.DoesNotContain("AccountKey", environment);
        Assert.Contains("OMP_THREAD_LIMIT=1", environment);
        Assert.Contains("MALLOC_TRIM_THRESHOLD_=134217728", environment);
    }

    [Fact]
    public async Task An_engine_has_a_folder_of_its_own_that_is_deleted_however_it_ends()
    {
        string pdf = _documents.Pdf(PdfTestPage.OfProse("Text"));
        using (EnginePool pool = Pool(new OcrOptions { EngineProcesses = 1 }))
        {
            await ReadAsync(pool, pdf, 1);
            string folder = Assert.Single(Directory.GetDirectories(_workspace.Path));
            Assert.Contains($"TMPDIR={folder}\0", await File.ReadAllTextAsync($"/proc/{Assert.Single(pool.ProcessIds)}/environ", Stop));
            await File.WriteAllTextAsync(Path.Combine(folder, "left behind"), "", Stop);
            using (var engine = Process.GetProcessById(Assert.Single(pool.ProcessIds)))
                engine.Kill();
            await Assert.ThrowsAsync<EngineLostException>(() => ReadAsync(pool, pdf, 1));
            Assert.False(Directory.Exists(folder));
            await ReadAsync(pool, pdf, 1);
        }

        Assert.Empty(Directory.GetDirectories(_workspace.Path));
    }

    [Fact]
    public async Task An_engine_has_no_network_and_limited_memory()
    {
        Assert.SkipUnless(EngineIsolation.HasNoNetwork && EngineIsolation.HasMemoryLimit,
            "the system cannot shut the network or limit memory");
        using EnginePool pool = Pool(new OcrOptions { EngineProcesses = 1, EngineMemoryMegabytes = 700 });
        await ReadAsync(pool, _documents.Pdf(PdfTestPage.OfProse("Text")), 1);
        int engine = Assert.Single(pool.ProcessIds);

        string[] devices = await File.ReadAllLinesAsync($"/proc/{engine}/net/dev", Stop);
        // Two header lines, and the loopback interface.
        Assert.Equal("lo", Assert.Single(devices[2..]).Split(':')[0].Trim());
        string limits = await File.ReadAllTextAsync($"/proc/{engine}/limits", Stop);
        Assert.Contains($"{700 * 1_048_576L}",
            limits.Split('\n').Single(line => line.StartsWith("Max data size", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Another_program_can_be_configured_as_the_engine_and_has_the_same_limits()
    {
        string script = _documents.NewPath("with spaces.sh");
        await File.WriteAllTextAsync(script, """
            echo '{"id":0,"hello":{"tesseract":"","leptonica":"","languages":[]}}'
            read -r request
            printf '{"id":1,"error":{"code":"DamagedFile","message":"%s, %s secrets, %s network devices"}}\n' \
              "$1" "$(env | grep -c Secret)" "$(grep -c : /proc/net/dev)"
            read -r end
            """, Stop);
        Environment.SetEnvironmentVariable("SecretOfTheTest", "AccountKey=secret");
        using EnginePool pool = Pool(new OcrOptions { EngineProgram = "/bin/bash", EngineArguments = [script, "an argument"] });

        var refused = await Assert.ThrowsAsync<EngineRefusedException>(() => pool.InspectAsync(_documents.File("pdf", []), null, Stop));

        Assert.StartsWith("an argument, 0 secrets, ", refused.Error.Message);
        if (EngineIsolation.HasNoNetwork)
            Assert.EndsWith(", 1 network devices", refused.Error.Message);
    }

    [Fact]
    public async Task A_disposed_pool_has_no_engines_left()
    {
        EnginePool pool = Pool(new OcrOptions { EngineProcesses = 1 });
        string pdf = _documents.Pdf(PdfTestPage.OfProse("Text"));
        await pool.InspectAsync(pdf, null, Stop);
        await ReadAsync(pool, pdf, 1);
        int engine = Assert.Single(pool.ProcessIds);

        pool.Dispose();
        await ProcessTable.Until(() => !ProcessTable.IsAlive(engine), TimeSpan.FromSeconds(5), "the engine has ended");
    }

    [Fact]
    public async Task An_inspection_does_not_wait_for_a_page_that_is_rendered()
    {
        string slow = _documents.Pdf(SlowToDraw()), pdf = _documents.Pdf(new PdfTestPage());
        Task drawing;
        using (EnginePool pool = Pool(new OcrOptions()))
        {
            drawing = pool.RenderAsync(new RenderWork(slow, DocumentKind.Pdf, 1, 300, _documents.NewPath("png")), Stop);
            Assert.Equal(1, (await pool.InspectAsync(pdf, null, Stop)).Pages);
            Assert.False(drawing.IsCompleted);
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => drawing);
    }

    [Fact]
    public async Task A_page_that_is_read_while_the_pool_ends_is_canceled_and_does_not_fail()
    {
        Task<RecognizedPage> reading;
        using (EnginePool pool = Pool(new OcrOptions { EngineProcesses = 1 }))
        {
            reading = ReadAsync(pool, _documents.Pdf(SlowToDraw()), 1);
            await ProcessTable.Until(() => pool.ProcessIds.Count == 1, TimeSpan.FromSeconds(30), "the engine has started");
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    public void Dispose()
    {
        _documents.Dispose();
        _workspace.Dispose();
    }

    private EnginePool Pool(OcrOptions options) =>
        new(Options.Create(options), _workspace, new OcrMetrics(new Meter(nameof(EnginePoolTests)), TimeProvider.System),
            TimeProvider.System, NullLogger<EnginePool>.Instance);

    private static async Task<RecognizedPage> ReadAsync(EnginePool pool, string path, int page)
    {
        using IPageEngineLease lease = await pool.EnterAsync(new PageQueueEntry("document", Priority.Normal), Stop);
        return await lease.RecognizeAsync(new PageWork(path, DocumentKind.Pdf, page, new RecognitionOptions("eng")), Stop);
    }

    private static PdfTestPage SlowToDraw()
    {
        PdfTestPage page = new PdfTestPage { Width = 2000, Height = 2000 }.Draw("/Half gs");
        for (int i = 0; i < 20_000; i++)
            page.Draw("0 0 2000 2000 re f");
        return page;
    }
}
