using System.Text.Json;
using Microsoft.DurableTask.Client;
using OcrFunctions.Activities;
using OcrFunctions.Durable;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Inspection;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Tests.Orchestrations;

public sealed class OcrDocumentTests
{
    private static readonly DocumentPlan ThreeChunks = new(null, "1-9", Chunks: 3, Lanes: 2, Window: 2);

    [Fact]
    public async Task Every_page_of_every_chunk_is_read_and_the_document_finished_once()
    {
        var orchestration = new Orchestration { Plan = () => ThreeChunks };

        OrchestrationMetadata ended = await RunAsync(orchestration);

        Assert.Equal("Finished", ended.ReadOutputAs<DocumentOutcome>()!.Status);
        Assert.Equal(9,
            orchestration.Calls.Where(call => call.StartsWith(nameof(RecognizePage), StringComparison.Ordinal)).Distinct().Count());
        Assert.Equal((1, 11), (orchestration.CallsOf(nameof(FinishDocument)), orchestration.Calls.Count));
        Assert.Equal(new RunProgress(9, 9, 0), ended.ReadCustomStatusAs<RunProgress>());
    }

    [Fact]
    public async Task A_refused_document_is_finished_with_the_reason_and_no_page_is_read()
    {
        var orchestration = new Orchestration { Plan = () => DocumentPlan.Refuse(OcrError.Of(ErrorCodes.InternalError, "no document")) };

        OrchestrationMetadata ended = await RunAsync(orchestration);

        Assert.Equal("no document", ended.ReadOutputAs<DocumentOutcome>()!.Status);
        Assert.Equal([nameof(InspectDocument), nameof(FinishDocument)], orchestration.Calls);
    }

    [Fact]
    public async Task After_a_stop_in_a_chunk_no_further_chunk_is_started_and_the_document_is_finished()
    {
        var orchestration = new Orchestration { Plan = () => ThreeChunks, Page = (_, _) => PageOutcome.Stopped };

        await RunAsync(orchestration);

        Assert.DoesNotContain($"{nameof(RecognizePage)} 7", orchestration.Calls);
        Assert.Equal(nameof(FinishDocument), orchestration.Calls[^1]);
    }

    [Fact]
    public async Task A_document_that_waits_for_its_first_copy_is_inspected_again()
    {
        int asked = 0;
        var orchestration =
            new Orchestration { Plan = () => ++asked == 1 ? DocumentPlan.Nothing with { Wait = true } : DocumentPlan.Nothing };

        await RunAsync(orchestration);

        Assert.Equal([nameof(InspectDocument), nameof(InspectDocument), nameof(FinishDocument)], orchestration.Calls);
    }

    [Fact]
    public void Payloads_of_the_history_keep_their_names()
    {
        Assert.Equal("""{"run":{"id":"a","run":1},"pages":"1-2","window":3,"pagesPerActivity":4}""",
            JsonSerializer.Serialize(new ChunkInput(new DocumentRun("a", 1), "1-2", 3, 4)));
        Assert.Equal("""{"done":1,"failed":2,"stopped":true}""", JsonSerializer.Serialize(new ChunkOutcome(1, 2, true)));
        Assert.Equal("""{"result":"done"}""", JsonSerializer.Serialize(new PageOutcome(PageOutcome.Done)));
    }

    /// <summary>An unfinished history would not be the one that the orchestrator repeats.</summary>
    [Fact]
    public void A_history_of_an_earlier_version_has_one_page_for_each_activity()
    {
        Assert.Equal(1,
            JsonSerializer.Deserialize<ChunkInput>("""{"run":{"id":"a","run":1},"pages":"1-2","window":3}""")!.PagesPerActivity);
        Assert.Equal(1,
            JsonSerializer.Deserialize<DocumentPlan>("""{"error":null,"pages":"1-2","chunks":1,"lanes":1,"window":3}""")!.PagesPerActivity);
    }

    private static Task<OrchestrationMetadata> RunAsync(Orchestration orchestration) =>
        orchestration.RunAsync(nameof(OcrDocument), Orchestration.Run);
}
