using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Cancellation;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Secrets;
using OcrFunctions.Pipeline.Sources;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>
/// Reads one page: waits for an engine, records the start, has the page recognized, stores first the words and then the row
/// that points at them. It may be repeated after any interruption, and a finished page is not read again.
/// </summary>
public sealed partial class PageRecognizer(
    DocumentStore documents,
    PageStore pages,
    PageResultStore results,
    LongText texts,
    SourceCache sources,
    DocumentSecrets secrets,
    CancellationMonitors monitors,
    IPageEngine engine,
    PageTelemetry telemetry,
    IOptions<OcrOptions> options,
    TimeProvider time,
    ILogger<PageRecognizer> log)
{
    /// <summary>
    /// Maximum number of engine crashes on a page. The engine reads one page at a time, so the page is certainly the cause.
    /// </summary>
    public const int MaxEngineDeaths = 3;

    /// <summary>
    /// Maximum number of lost machines while a page is read. Any page in flight may be the cause, so the limit is higher.
    /// </summary>
    public const int MaxHostLost = 10;

    /// <summary>
    /// Number of lost machines after which a page is read alone: if the page is the cause, it affects no other; if not, no other affects it
    /// again.
    /// </summary>
    public const int LostHostsBeforeExclusive = 2;

    /// <summary>Makes one attempt at a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="runs">Reports on its orchestration, which may be terminated from outside.</param>
    /// <param name="cancellationToken">Ends the work; the page is left as if the machine had been lost.</param>
    public async Task<PageOutcome> RecognizeAsync(PageRun page, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        var rowRead = pages.FindAsync(page.Document.Id, page.Page, cancellationToken);
        DocumentRow? document = await documents.FindAsync(page.Document.Id, cancellationToken);
        PageRow? row = await rowRead;
        if (document?.MayBeReadBy(page.Document, time.GetUtcNow()) != true)
            return new PageOutcome(PageOutcome.Stopped);
        using CancellationMonitor monitor = monitors.Watch(document, runs);
        return await RecognizeAsync(page, document, row, monitor, cancellationToken);
    }

    /// <summary>Makes one attempt at a page of a document that may be read.</summary>
    /// <param name="page">The page.</param>
    /// <param name="document">The document's row.</param>
    /// <param name="row">The page's row; null if it has none.</param>
    /// <param name="monitor">Reports when the document must stop.</param>
    /// <param name="cancellationToken">Ends the work; the page is left as if the machine had been lost.</param>
    internal async Task<PageOutcome> RecognizeAsync(PageRun page, DocumentRow document, PageRow? row, CancellationMonitor monitor,
        CancellationToken cancellationToken)
    {
        if (row?.IsFinal(page.Document.Run) == true)
            return Outcome(row);

        PageRow next = Prepare(row, page);
        return await telemetry.AttemptAsync(next, document.TraceParent,
            () => AttemptAsync(page, document, next, monitor, cancellationToken));
    }

    private async Task<PageOutcome> AttemptAsync(PageRun page, DocumentRow document, PageRow row, CancellationMonitor monitor,
        CancellationToken cancellationToken)
    {
        if (row.HostLost > MaxHostLost)
            return await FailAsync(row,
                OcrError.Of(ErrorCodes.HostLost, $"The machine was lost {row.HostLost} times while this page was read.", page.Page),
                cancellationToken);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(monitor.Stopped, cancellationToken);
        try
        {
            using SourceLease source =
                await telemetry.StageAsync(PageStage.Fetch, "fetch source", _ => sources.OpenAsync(document, end.Token));
            RecognizedPage? recognized = await ReadAsync(row, document, source.Path, end.Token);
            if (recognized is null)
                return await LostRaceAsync(page, cancellationToken);
            return await IsStillCurrentAsync(page, cancellationToken)
                ? await SucceedAsync(row, PageAssembler.Assemble(recognized), cancellationToken)
                : await StopAsync(row, cancellationToken);
        }
        catch (OperationCanceledException) when (monitor.Reason is not null && !cancellationToken.IsCancellationRequested)
        {
            return await StopAsync(row, cancellationToken);
        }
        catch (SourceLostException e)
        {
            return await FailAsync(row, e.Error with { Page = page.Page }, cancellationToken);
        }
        catch (EngineRefusedException e)
        {
            return await FailAsync(row, OcrError.Of(e.Error.Code, e.Error.Message, page.Page), cancellationToken);
        }
        catch (EngineLostException e)
        {
            return await EngineLostAsync(row, e, cancellationToken);
        }
    }

    /// <summary>Holds an engine only while it reads: the next page is admitted while this one is stored.</summary>
    /// <returns>Null if another attempt at the page wrote its row.</returns>
    private async Task<RecognizedPage?> ReadAsync(PageRow row, DocumentRow document, string path, CancellationToken cancellationToken)
    {
        using IPageEngineLease lease =
            await telemetry.EnterAsync(() => engine.EnterAsync(
                new PageQueueEntry(row.DocumentId, document.Priority, Exclusive: row.HostLost >= LostHostsBeforeExclusive,
                    IsOnlyPage: document.PagesTotal == 1), cancellationToken));

        // The start is recorded before the engine begins: it identifies a page that takes the machine down.
        row.Attempts++;
        row.Status = nameof(PageStatus.Running);
        row.StartedAt = time.GetUtcNow();
        if (!await pages.TryWriteAsync(row, cancellationToken))
            return null;
        var work = new PageWork(path, document.Kind!.Value, row.Page,
            document.GetOptions().Recognition(options.Value.SecondReader))
        {
            Password = await secrets.ReadAsync(document.SecretBlob, cancellationToken),
        };
        return await telemetry.ReadAsync(() => lease.RecognizeAsync(work, cancellationToken));
    }

    /// <summary>
    /// Whether the page's words may still be stored. A machine that was suspended may resume on a document that was closed or requeued.
    /// </summary>
    private async Task<bool> IsStillCurrentAsync(PageRun page, CancellationToken cancellationToken) =>
        await documents.FindAsync(page.Document.Id, cancellationToken) is { } document && document.Run == page.Document.Run
            && !document.GetStatus().IsFinal();

    /// <summary>Reverts the attempt: a page that was stopped was not read, and it has not failed.</summary>
    private async Task<PageOutcome> StopAsync(PageRow row, CancellationToken cancellationToken)
    {
        if (row.ETag != default)
            await pages.TryDeleteAsync(row, cancellationToken);
        return new PageOutcome(PageOutcome.Stopped);
    }

    /// <summary>The row to write next: what an earlier run or a lost attempt left is counted, not kept.</summary>
    private static PageRow Prepare(PageRow? row, PageRun page)
    {
        PageRow next = PageRow.New(page.Document.Id, page.Page, page.Document.Run);
        if (row is null)
            return next;
        next.ETag = row.ETag;
        if (row.Run != page.Document.Run)
            return next;
        next.Attempts = row.Attempts;
        next.EngineDeaths = row.EngineDeaths;
        // The end of an attempt is always recorded. One that began without a recorded end was lost with its machine.
        next.HostLost = row.Attempts - row.EngineDeaths;
        return next;
    }

    private async Task<PageOutcome> SucceedAsync(PageRow row, PageResult page, CancellationToken cancellationToken)
    {
        telemetry.Read(page);
        return await telemetry.StageAsync(PageStage.Store, "store page", _ => StoreAsync(row, page, cancellationToken));
    }

    private async Task<PageOutcome> StoreAsync(PageRow row, PageResult page, CancellationToken cancellationToken)
    {
        row.ResultBlob = await results.StoreAsync(row.DocumentId, page, cancellationToken);
        (row.Text, row.TextBlob) = await texts.StoreAsync(page.Text!, PageRow.Blob(row.DocumentId, row.Page, "txt"), cancellationToken);
        row.Status = nameof(PageStatus.Succeeded);
        row.SetSource(page.Source);
        row.Confidence = page.Confidence;
        row.Words = page.Words!.Count;
        row.NativeWords = page.Words.Count(w => w.Source == TextSource.Native);
        row.WordsToReview = WordReview.Count(page, options.Value.ReviewBelow);
        (row.Width, row.Height, row.Unit, row.Dpi) = (page.Width, page.Height, page.Unit, page.Dpi);
        row.UnreadInk = page.UnreadRegions?.Sum(region => region.Ink) ?? 0;
        row.Warnings = page.Warnings is { Count: > 0 } warnings ? string.Join(',', warnings.Select(warning => warning.Code)) : null;
        row.CpuMilliseconds = page.CpuMilliseconds;
        row.CompletedAt = time.GetUtcNow();
        return await FinishAsync(row, cancellationToken);
    }

    private Task<PageOutcome> FailAsync(PageRow row, OcrError error, CancellationToken cancellationToken)
    {
        PageFailed(row.DocumentId, row.Page, error.Code, error.Message);
        row.Status = nameof(PageStatus.Failed);
        (row.ErrorCode, row.ErrorMessage) = (error.Code, error.Message);
        row.CompletedAt = time.GetUtcNow();
        return FinishAsync(row, cancellationToken);
    }

    private async Task<PageOutcome> EngineLostAsync(PageRow row, EngineLostException e, CancellationToken cancellationToken)
    {
        row.EngineDeaths++;
        // A page that timed out would time out again; a crash may be due to a temporary lack of memory.
        if (e.Code == ErrorCodes.PageTimedOut || row.EngineDeaths >= MaxEngineDeaths)
        {
            string times = row.EngineDeaths > 1 ? $" ({row.EngineDeaths} times)" : "";
            return await FailAsync(row, OcrError.Of(e.Code, $"Page {row.Page}: {e.Message}{times}", row.Page), cancellationToken);
        }

        return await pages.TryWriteAsync(row, cancellationToken) ? new PageOutcome(PageOutcome.Retry)
            : await LostRaceAsync(new(new(row.DocumentId, row.Run), row.Page), cancellationToken);
    }

    private async Task<PageOutcome> FinishAsync(PageRow row, CancellationToken cancellationToken) =>
        await pages.TryWriteAsync(row, cancellationToken) ? Outcome(row)
            : await LostRaceAsync(new(new(row.DocumentId, row.Run), row.Page), cancellationToken);

    /// <summary>Another attempt at the page wrote first (a host that was presumed dead): its result is kept.</summary>
    private async Task<PageOutcome> LostRaceAsync(PageRun page, CancellationToken cancellationToken)
    {
        PageRow? theirs = await pages.FindAsync(page.Document.Id, page.Page, cancellationToken);
        return theirs?.IsFinal(page.Document.Run) == true ? Outcome(theirs) : new PageOutcome(PageOutcome.Retry);
    }

    private static PageOutcome Outcome(PageRow row) => new(row.GetStatus() == PageStatus.Succeeded ? PageOutcome.Done : PageOutcome.Failed);
}
