using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Results;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Pipeline;

public sealed class DocumentFinisherTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_page_read_is_success_with_the_text_in_order()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 12);
        foreach (int page in Enumerable.Range(1, 12).Reverse())
            await pipeline.RecognizeAsync(document, page);

        Assert.Equal(new DocumentOutcome("Succeeded", 12, 0), await pipeline.FinishAsync(document));
        DocumentRow row = await pipeline.FindAsync(document);
        Assert.Equal(string.Join('\f', Enumerable.Range(1, 12).Select(p => $"page {p}\n")), row.Text);
        var pages = new List<PageRow>();
        foreach (int page in Enumerable.Range(1, 12))
            pages.Add(await pipeline.PageAsync(document, page));
        Assert.Equal((24, pages.Sum(page => page.WordsToReview)), (row.Words, row.WordsToReview));
        Assert.Equal(pages.Average(page => page.Confidence)!.Value, row.ConfidenceMean!.Value, 3);
        PageRow worst = pages.MinBy(page => page.Confidence)!;
        Assert.Equal((worst.Confidence, worst.Page), (row.ConfidenceWorstPage, row.WorstPage));
        using var reader =
            new StreamReader(
                await pipeline.Get<StorageClients>().Blobs.GetBlobContainerClient("results").GetBlobClient(row.TextBlob)
                    .OpenReadAsync(cancellationToken: PipelineHarness.Stop));
        Assert.Equal(row.Text, await reader.ReadToEndAsync(PipelineHarness.Stop));
    }

    [Fact]
    public async Task A_missing_page_is_a_failed_page()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 3);
        await pipeline.RecognizeAsync(document, 2);

        Assert.Equal(new DocumentOutcome("PartiallySucceeded", 1, 2), await pipeline.FinishAsync(document));
        Assert.Equal(ErrorCodes.PageNotRead, (await pipeline.FindAsync(document)).ErrorCode);
    }

    [Fact]
    public async Task Failed_pages_are_named_with_their_reason()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 2);
        pipeline.Engine.OnPage =
            (work, _) =>
                work.Page == 2 ? throw new EngineRefusedException(new EngineError(EngineErrorCodes.PageTooLarge, "huge"))
                    : Task.CompletedTask;
        await pipeline.RecognizeAsync(document, 1);
        await pipeline.RecognizeAsync(document, 2);

        await pipeline.FinishAsync(document);
        DocumentRow row = await pipeline.FindAsync(document);
        Assert.Equal(nameof(DocumentStatus.PartiallySucceeded), row.Status);
        Assert.Equal(new OcrError("PageTooLarge", "huge", 2), row.GetError());
    }

    [Fact]
    public async Task A_refused_document_has_failed_with_the_reason()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.DropAsync();
        var error = new OcrError(EngineErrorCodes.EmptyFile, "The file is empty.");

        Assert.Equal(new DocumentOutcome("Failed", 0, 0), await pipeline.FinishAsync(document, error));
        DocumentRow row = await pipeline.FindAsync(document);
        Assert.Equal((nameof(DocumentStatus.Failed), error), (row.Status, row.GetError()));
        var (list, _) = await pipeline.Get<DocumentIndex>().ListAsync(new DocumentFilter(), 10, null, PipelineHarness.Stop);
        Assert.Equal(nameof(DocumentStatus.Failed), Assert.Single(list).Status);
    }

    [Fact]
    public async Task A_final_status_is_never_overwritten()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 1);
        await pipeline.RecognizeAsync(document, 1);
        await pipeline.FinishAsync(document);

        Assert.Equal("Succeeded", (await pipeline.FinishAsync(document, new OcrError("Late", "too late"))).Status);
        Assert.Null((await pipeline.FindAsync(document)).ErrorCode);
    }

    [Fact]
    public async Task Pages_that_were_read_partially_or_not_at_all_are_in_the_documents_warnings()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 3);
        pipeline.Engine.Change = page => page.Page switch
        {
            2 => page with { Warnings = [new PageWarning(PageWarningCodes.Truncated, "cut off")] },
            3 => page with { Source = TextSource.Skipped, Blocks = [] },
            _ => page,
        };
        for (int page = 1; page <= 3; page++)
            await pipeline.RecognizeAsync(document, page);
        await pipeline.FinishAsync(document);

        IReadOnlyList<OcrWarning> warnings = (await pipeline.FindAsync(document)).GetWarnings();
        Assert.Equal([WarningCodes.PagesSkipped, WarningCodes.PagesIncomplete], warnings.Select(warning => warning.Code));
        Assert.Contains("page 2", warnings[1].Message);
    }
}
