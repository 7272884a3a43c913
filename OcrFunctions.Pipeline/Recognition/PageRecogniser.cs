using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Secrets;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>
/// Reads one page: waits for an engine, counts the start, has the page recognised, stores first the words and then the row
/// that points at them. Doing it again after any interruption is safe, and a page that is done is not read again.
/// </summary>
public sealed partial class PageRecogniser(
    DocumentStore documents,
    PageStore pages,
    PageResultStore results,
    LongText texts,
    SourceCache sources,
    DocumentSecrets secrets,
    DocumentWatches watches,
    IPageEngine engine,
    IOptions<OcrOptions> options,
    TimeProvider time,
    ILogger<PageRecogniser> log)
{
    /// <summary>Times an engine may die on a page. The engine reads one page at a time, so the blame is certain.</summary>
    public const int MaxEngineDeaths = 3;

    /// <summary>Times the machine may go away while a page is read. Every page in flight shares that blame, so it takes more of it.</summary>
    public const int MaxHostLost = 10;

    /// <summary>
    /// Lost machines from which on a page is read alone: if it was the page, it takes no other down again; if it was not, nothing else does it
    /// harm.
    /// </summary>
    public const int LostHostsBeforeAlone = 2;

    /// <summary>Makes one attempt at a page.</summary>
    /// <param name="run">The page.</param>
    /// <param name="runs">Tells of its orchestration, which somebody may terminate.</param>
    /// <param name="cancellationToken">Ends the work; the page is as if the machine had gone away.</param>
    public async Task<PageOutcome> RecogniseAsync(PageRun run, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        var rowRead = pages.FindAsync(run.Id, run.Page, cancellationToken);
        DocumentRow? document = await documents.FindAsync(run.Id, cancellationToken);
        PageRow? row = await rowRead;
        if (document is null || document.Run != run.Run || document.GetStatus().IsFinal() || document.GetStop(time.GetUtcNow()) is not null)
            return new PageOutcome(PageOutcome.Stopped);
        if (row?.IsFinal(run.Run) == true)
            return Outcome(row);

        row = Prepare(row, run);
        if (row.HostLost > MaxHostLost)
            return await FailAsync(row, OcrError.Of(ErrorCodes.HostLost, $"The machine went away {row.HostLost} times while this page was read.", run.Page), cancellationToken);

        using DocumentWatch watch = watches.Enter(document, runs);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(watch.Stopped, cancellationToken);
        try
        {
            using SourceLease source = await sources.OpenAsync(document, end.Token);
            RecognisedPage? recognised = await ReadAsync(row, document, source.Path, end.Token);
            if (recognised is null)
                return await LostRaceAsync(run, cancellationToken);
            return await IsWantedAsync(run, cancellationToken) ? await SucceedAsync(row, PageAssembler.Assemble(recognised), cancellationToken) : await StopAsync(row, cancellationToken);
        }
        catch (OperationCanceledException) when (watch.Reason is not null && !cancellationToken.IsCancellationRequested)
        {
            return await StopAsync(row, cancellationToken);
        }
        catch (SourceLostException e)
        {
            return await FailAsync(row, e.Error with { Page = run.Page }, cancellationToken);
        }
        catch (EngineRefusedException e)
        {
            return await FailAsync(row, OcrError.Of(e.Error.Code, e.Error.Message, run.Page), cancellationToken);
        }
        catch (EngineLostException e)
        {
            return await EngineLostAsync(row, e, cancellationToken);
        }
    }

    /// <summary>Holds an engine for as long as it reads and no longer: the next page goes in while this one is stored.</summary>
    /// <returns>Null if another attempt at the page wrote its row.</returns>
    private async Task<RecognisedPage?> ReadAsync(PageRow row, DocumentRow document, string path, CancellationToken cancellationToken)
    {
        using IPageEngineLease lease = await engine.EnterAsync(new PageTurn(row.PartitionKey, Enum.Parse<Priority>(document.Priority), Alone: row.HostLost >= LostHostsBeforeAlone, Only: document.PagesTotal == 1), cancellationToken);

        // The start is on record before the engine begins: a page that takes the machine down is known by it afterwards.
        row.Attempts++;
        row.Status = nameof(PageStatus.Running);
        row.StartedAt = time.GetUtcNow();
        if (!await pages.TryWriteAsync(row, cancellationToken))
            return null;
        var work = new PageWork(path, Enum.Parse<DocumentKind>(document.Kind!), row.Page, document.Language, document.GetMode())
        {
            Password = await secrets.ReadAsync(document.SecretBlob, cancellationToken),
        };
        return await lease.RecogniseAsync(work, cancellationToken);
    }

    /// <summary>Whether the page's words may still be stored. A machine that was away for long may come back to a document that was closed, or is read anew.</summary>
    private async Task<bool> IsWantedAsync(PageRun run, CancellationToken cancellationToken) =>
        await documents.FindAsync(run.Id, cancellationToken) is { } document && document.Run == run.Run && !document.GetStatus().IsFinal();

    /// <summary>Takes the attempt back: a page that was stopped was not read, and nothing is wrong with it.</summary>
    private async Task<PageOutcome> StopAsync(PageRow row, CancellationToken cancellationToken)
    {
        if (row.ETag != default)
            await pages.TryDeleteAsync(row, cancellationToken);
        return new PageOutcome(PageOutcome.Stopped);
    }

    /// <summary>The row to write next: what an earlier run or a lost attempt left is counted, not kept.</summary>
    private static PageRow Prepare(PageRow? row, PageRun run)
    {
        var next = new PageRow { PartitionKey = run.Id, RowKey = PageRow.Key(run.Page), Page = run.Page, Run = run.Run };
        if (row is null)
            return next;
        next.ETag = row.ETag;
        if (row.Run != run.Run)
            return next;
        next.Attempts = row.Attempts;
        next.EngineDeaths = row.EngineDeaths;
        // Whoever sees an attempt end records how. One that began and has no end on record was lost with its machine.
        next.HostLost = row.Attempts - row.EngineDeaths;
        return next;
    }

    private async Task<PageOutcome> SucceedAsync(PageRow row, PageResult page, CancellationToken cancellationToken)
    {
        row.ResultBlob = await results.StoreAsync(row.PartitionKey, page, cancellationToken);
        (row.Text, row.TextBlob) = await texts.StoreAsync(page.Text!, PageRow.Blob(row.PartitionKey, row.Page, "txt"), cancellationToken);
        row.Status = nameof(PageStatus.Succeeded);
        row.SetSource(page.Source);
        row.Confidence = page.Confidence;
        row.Words = page.Words!.Count;
        row.NativeWords = page.Words.Count(w => w.Source == TextSource.Native);
        row.WordsToReview = page.Words.Count(w => w.Confidence < options.Value.ReviewBelow);
        (row.Width, row.Height, row.Unit, row.Dpi) = (page.Width, page.Height, page.Unit, page.Dpi);
        row.UnreadInk = page.UnreadRegions?.Sum(region => region.Ink) ?? 0;
        row.Warnings = page.Warnings is { Count: > 0 } warnings ? string.Join(',', warnings.Select(warning => warning.Code)) : null;
        row.CpuMilliseconds = page.CpuMilliseconds;
        row.CompletedAt = time.GetUtcNow();
        return await FinishAsync(row, cancellationToken);
    }

    private Task<PageOutcome> FailAsync(PageRow row, OcrError error, CancellationToken cancellationToken)
    {
        PageFailed(row.PartitionKey, row.Page, error.Code, error.Message);
        row.Status = nameof(PageStatus.Failed);
        (row.ErrorCode, row.ErrorMessage) = (error.Code, error.Message);
        row.CompletedAt = time.GetUtcNow();
        return FinishAsync(row, cancellationToken);
    }

    private async Task<PageOutcome> EngineLostAsync(PageRow row, EngineLostException e, CancellationToken cancellationToken)
    {
        row.EngineDeaths++;
        // A page that took all of its time would take it again; a crash may have been the memory of that moment.
        if (e.Code == ErrorCodes.PageTimedOut || row.EngineDeaths >= MaxEngineDeaths)
        {
            string times = row.EngineDeaths > 1 ? $" ({row.EngineDeaths} times)" : "";
            return await FailAsync(row, OcrError.Of(e.Code, $"Page {row.Page}: {e.Message}{times}", row.Page), cancellationToken);
        }

        return await pages.TryWriteAsync(row, cancellationToken) ? new PageOutcome(PageOutcome.Retry) : await LostRaceAsync(new(row.PartitionKey, row.Run, row.Page), cancellationToken);
    }

    private async Task<PageOutcome> FinishAsync(PageRow row, CancellationToken cancellationToken) =>
        await pages.TryWriteAsync(row, cancellationToken) ? Outcome(row) : await LostRaceAsync(new(row.PartitionKey, row.Run, row.Page), cancellationToken);

    /// <summary>Another attempt at the page wrote first (a host that was thought dead): what it wrote stands.</summary>
    private async Task<PageOutcome> LostRaceAsync(PageRun run, CancellationToken cancellationToken)
    {
        PageRow? theirs = await pages.FindAsync(run.Id, run.Page, cancellationToken);
        return theirs?.IsFinal(run.Run) == true ? Outcome(theirs) : new PageOutcome(PageOutcome.Retry);
    }

    private static PageOutcome Outcome(PageRow row) => new(row.GetStatus() == PageStatus.Succeeded ? PageOutcome.Done : PageOutcome.Failed);
}
