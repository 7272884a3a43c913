using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Time.Testing;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Pipeline.Maintenance;
using OcrFunctions.Pipeline.Secrets;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.Pipeline;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>Passwords with a document, and orphaned ones.</summary>
public sealed class OrphanedSecretTests(AzuriteFixture azurite)
{
    private const string Password = "open-sesame-2290";

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_password_whose_document_never_arrived_is_deleted_after_a_day()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite, time: _time);
        string orphan = await StoreAsync(pipeline);

        _time.Advance(OrphanedSecrets.SafeAge - TimeSpan.FromHours(1));
        Assert.Equal(0, await SweepAsync(pipeline));
        Assert.Equal(Password, await ReadAsync(pipeline, orphan));

        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await SweepAsync(pipeline));
        Assert.Null(await ReadAsync(pipeline, orphan));
    }

    [Fact]
    public async Task A_password_of_a_running_document_is_kept_however_old_it_is()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite, time: _time);
        DocumentRow document =
            await pipeline.Get<DocumentUpload>()
                .UploadAsync(new MemoryStream([1]), "locked.pdf",
                    _ => Task.FromResult(
                        new UploadDetails("locked.pdf", new DocumentOptions("eng", Priority.Normal, null), Secret.Of(Password))),
                    pipeline, PipelineHarness.Stop);
        // Requeued with another one: only its row knows that.
        string other = await StoreAsync(pipeline);
        await pipeline.Get<DocumentStore>().ChangeAsync(document.GetRun(), row => row.SecretBlob = other, PipelineHarness.Stop);

        _time.Advance(TimeSpan.FromDays(40));
        Assert.Equal(0, await SweepAsync(pipeline));
        Assert.Equal(Password, await ReadAsync(pipeline, other));

        // Its first one is referenced by its upload until it ends.
        await pipeline.FinishAsync(document, OcrFunctions.Pipeline.Errors.OcrError.Of("DamagedFile", "torn"));
        Assert.Equal(1, await SweepAsync(pipeline));
        Assert.Null(await ReadAsync(pipeline, document.SecretBlob!));
    }

    [Fact]
    public async Task A_password_of_an_upload_that_was_not_ingested_yet_is_kept_until_the_upload_is_deleted()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite, time: _time);
        string name = await StoreAsync(pipeline);
        await pipeline.Blob("http/1/locked.pdf")
            .UploadAsync(new BinaryData("a scan"),
                new BlobUploadOptions { Metadata = BlobMetadata.Write([(BlobMetadata.SecretKey, name)]) }, PipelineHarness.Stop);

        _time.Advance(TimeSpan.FromDays(40));
        Assert.Equal(0, await SweepAsync(pipeline));
        Assert.Equal(Password, await ReadAsync(pipeline, name));

        await pipeline.Blob("http/1/locked.pdf").DeleteAsync(cancellationToken: PipelineHarness.Stop);
        Assert.Equal(1, await SweepAsync(pipeline));
    }

    private static Task<string> StoreAsync(PipelineHarness pipeline) =>
        pipeline.Get<DocumentSecrets>().StoreAsync(Secret.Of(Password)!, PipelineHarness.Stop);

    private static async Task<string?> ReadAsync(PipelineHarness pipeline, string name) =>
        (await pipeline.Get<DocumentSecrets>().ReadAsync(name, PipelineHarness.Stop))?.Reveal();

    private static async Task<int> SweepAsync(PipelineHarness pipeline) =>
        (await pipeline.Get<Retention>().RunAsync(pipeline, PipelineHarness.Stop)).Secrets;
}
