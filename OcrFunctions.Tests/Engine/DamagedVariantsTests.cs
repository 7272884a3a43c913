using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Telemetry;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>
/// Damaged variants of our own documents through the pool and real engines. A few in every test run; all 500, which takes about ten
/// times as long, with <c>OCRFUNCTIONS_DAMAGED_VARIANTS=500</c>.
/// </summary>
[Collection(RunsAlone.Name)]
public sealed class DamagedVariantsTests : IDisposable
{
    private static readonly int Variants =
        int.Parse(Environment.GetEnvironmentVariable("OCRFUNCTIONS_DAMAGED_VARIANTS") ?? "60", CultureInfo.InvariantCulture);

    private static readonly OcrOptions Settings =
        new()
        {
            EngineProcesses = 2,
            PageTimeoutSeconds = 30,
            InspectionTimeoutSeconds = 30,
            MaxPages = 50,
            MaxPagePixels = 20_000_000,
            EngineMemoryMegabytes = 1_500
        };

    private readonly TestDocuments _documents = new();
    private readonly TempWorkspace _workspace = new(Options.Create(Settings));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_ends_in_time_with_pages_or_an_error_code_and_leaves_nothing_behind()
    {
        byte[][] sound = Sound();
        // A warm-up, so that only what the damage leaves behind is measured.
        using (EnginePool warm = Pool())
            Assert.Equal("pages", await ReadAsync(warm, sound[0], "pdf"));
        long before = Settled();

        var endings = new Dictionary<string, int>();
        using (EnginePool pool = Pool())
        {
            await Parallel.ForAsync(0, Variants, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Stop },
                async (seed, _) =>
            {
                var watch = Stopwatch.StartNew();
                string ending = await ReadAsync(pool, DamagedVariants.Of(sound[seed % sound.Length], seed), "bin");
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8 * 30), $"seed {seed} took {watch.Elapsed} to end with {ending}");
                lock (endings)
                    endings[ending] = endings.GetValueOrDefault(ending) + 1;
            });
        }

        TestContext.Current.SendDiagnosticMessage(
            string.Join(", ", endings.OrderByDescending(e => e.Value).Select(e => $"{e.Value} {e.Key}")));
        Assert.Equal(Variants, endings.Values.Sum());
        string[] known = [.. Codes(typeof(EngineErrorCodes)), .. Codes(typeof(ErrorCodes)), "pages"];
        Assert.Subset(known.ToHashSet(), endings.Keys.ToHashSet());
        // An unexpected error is a defect, even if it has a code.
        Assert.DoesNotContain(EngineErrorCodes.EngineFailed, endings.Keys);
        Assert.Empty(Directory.GetDirectories(_workspace.Path));
        Assert.InRange(Settled() - before, long.MinValue, 50_000_000);
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _documents.Dispose();
    }

    /// <summary>PDFs of text, of a scan and of both, TIFFs of both byte orders, PNG, JPEG, a compressed bitmap and an animation.</summary>
    private byte[][] Sound()
    {
        PdfTestPage[] prose =
            [PdfTestPage.OfProse("The keeper of the lighthouse counted ships", "and wrote them into his book"),
                PdfTestPage.OfProse("Second page")];
        string pdf = _documents.Pdf(prose);
        GrayImage scan = _documents.DrawGray(pdf, 70, 70);
        PdfTestPage picture = new PdfTestPage().Image(PdfTestPage.ImageOf(scan), 0, 0, 595, 842);
        return
        [
            File.ReadAllBytes(pdf),
            PdfTestFile.Write([picture, PdfTestPage.OfProse("Below a scan")]),
            File.ReadAllBytes(Qpdf.Encrypt(_documents, pdf, "", "owner")),
            new TiffTestFile().Write([scan, scan]),
            new TiffTestFile(bigEndian: true, bigTiff: true).Write([scan]),
            File.ReadAllBytes(_documents.Draw(pdf, "png", dpi: 70)),
            File.ReadAllBytes(_documents.Draw(pdf, "jpeg", dpi: 70)),
            new BitmapTestFile(HeaderSize: 40, Bits: 8, BitmapTestFile.Rle8).Write(scan),
            WebPTestFile.Animation(scan.Width, scan.Height, WebPTestFile.Lossless(scan), WebPTestFile.Lossy(scan)),
        ];
    }

    private EnginePool Pool() => new(Options.Create(Settings), _workspace,
        new OcrMetrics(new Meter(nameof(DamagedVariantsTests)), TimeProvider.System), TimeProvider.System, NullLogger<EnginePool>.Instance);

    /// <returns><c>pages</c> if at least one was read, or the code of the refusal.</returns>
    private async Task<string> ReadAsync(EnginePool pool, byte[] content, string extension)
    {
        string path = _documents.NewPath(extension), last = "";
        await File.WriteAllBytesAsync(path, content, Stop);
        try
        {
            DocumentInspection inspection = await pool.InspectAsync(path, null, Stop);
            bool any = false;
            for (int page = 1; page <= Math.Min(inspection.Pages, 4); page++)
            {
                try
                {
                    using IPageEngineLease lease = await pool.EnterAsync(new PageQueueEntry(path, Priority.Normal), Stop);
                    any |= (await lease.RecognizeAsync(new PageWork(path, inspection.Kind, page, new RecognitionOptions("eng")), Stop)).Page
                        == page;
                }
                catch (Exception e) when (CodeOf(e) is { } code)
                {
                    last = code;
                }
            }

            return any ? "pages" : last;
        }
        catch (Exception e) when (CodeOf(e) is { } code)
        {
            return code;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string? CodeOf(Exception e) => e switch
    {
        EngineRefusedException refused => refused.Error.Code,
        EngineLostException lost => lost.Code,
        _ => null,
    };

    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static IEnumerable<string> Codes(Type type) => type.GetFields().Select(field => (string)field.GetRawConstantValue()!);
}
