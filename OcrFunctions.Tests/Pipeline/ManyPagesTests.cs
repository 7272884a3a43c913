using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Telemetry;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Pipeline;

/// <summary>Memory of host and engines does not grow with the number of pages.</summary>
[Collection(RunsAlone.Name)]
public sealed class ManyPagesTests : IDisposable
{
    private const long Most = 200_000_000;

    private static readonly OcrOptions Settings = new() { EngineProcesses = 2 };

    private readonly TestDocuments _documents = new();
    private readonly TempWorkspace _workspace = new(Options.Create(Settings));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DocumentKind.Pdf)]
    [InlineData(DocumentKind.Tiff)]
    public async Task Three_hundred_pages_take_little_more_memory_than_ten(DocumentKind kind)
    {
        string few = Document(kind, 10), many = Document(kind, 300);
        long ten = await PeakAsync(few, kind, 10), threeHundred = await PeakAsync(many, kind, 300);
        TestContext.Current.SendDiagnosticMessage($"{kind}: {ten / 1_000_000} MB for 10 pages, {threeHundred / 1_000_000} MB for 300");
        Assert.InRange(threeHundred - ten, long.MinValue, Most);
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _documents.Dispose();
    }

    /// <summary>Small scans, every page another line, so that nothing can be cached for all of them.</summary>
    private string Document(DocumentKind kind, int pages)
    {
        string texts =
            _documents.Pdf(
                [.. Enumerable.Range(1, pages)
                    .Select(page => new PdfTestPage { Width = 300, Height = 200 }.Text(20, 100, 16, $"Number {page} of many"))]);
        GrayImage[] scans = [.. Enumerable.Range(1, pages).Select(page => _documents.DrawGray(texts, 72, 72, page))];
        return kind == DocumentKind.Tiff
            ? _documents.File("tif", new TiffTestFile().Write(scans))
            : _documents.Pdf(
                [.. scans.Select(scan => new PdfTestPage { Width = 300, Height = 200 }.Image(PdfTestPage.ImageOf(scan), 0, 0, 300, 200))]);
    }

    /// <summary>Highest sum of the resident memory of engines and the managed memory of this process, in bytes.</summary>
    private async Task<long> PeakAsync(string path, DocumentKind kind, int pages)
    {
        using var pool = new EnginePool(Options.Create(Settings), _workspace,
            new OcrMetrics(new Meter(nameof(ManyPagesTests)), TimeProvider.System), TimeProvider.System, NullLogger<EnginePool>.Instance);
        long peak = 0;
        int read = 0;
        await Parallel.ForAsync(1, pages + 1, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Stop },
            async (page, _) =>
        {
            using IPageEngineLease lease = await pool.EnterAsync(new PageQueueEntry("many", Priority.Normal), Stop);
            RecognizedPage got = await lease.RecognizeAsync(new PageWork(path, kind, page, new RecognitionOptions("eng")), Stop);
            Assert.Equal(page, got.Page);
            Assert.NotEmpty(got.Words());
            if (Interlocked.Increment(ref read) % 5 == 0)
                Interlocked.Exchange(ref peak,
                    Math.Max(Interlocked.Read(ref peak), GC.GetTotalMemory(false) + pool.ProcessIds.Sum(PeakOf)));
        });
        return Math.Max(peak, GC.GetTotalMemory(false) + pool.ProcessIds.Sum(PeakOf));
    }

    /// <summary>The highest resident memory that a process has had, in bytes.</summary>
    private static long PeakOf(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1_024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
