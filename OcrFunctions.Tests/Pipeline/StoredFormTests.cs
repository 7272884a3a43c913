using System.Text.Json;
using Azure.Data.Tables;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Pipeline;

/// <summary>What earlier versions stored stays readable: the types of the code are not those of the columns.</summary>
public sealed class StoredFormTests(AzuriteFixture azurite)
{
    [Fact]
    public void The_input_of_a_page_stays_flat()
    {
        const string Stored = """{"id":"0123","run":2,"page":7}""";
        var page = new PageRun(new DocumentRun("0123", 2), 7);

        Assert.Equal(Stored, JsonSerializer.Serialize(page));
        Assert.Equal(page, JsonSerializer.Deserialize<PageRun>(Stored));
    }

    [Fact]
    public async Task Kind_priority_and_mode_are_stored_as_text_and_ids_only_as_keys()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        TableClient table = pipeline.Get<StorageClients>().Tables.GetTableClient(StorageNames.DocumentsTable);
        string id = new('a', 32);
        var document = new DocumentRow { Id = id, Kind = DocumentKind.Jpeg2000, Priority = Priority.Low, Mode = TextMode.Skip };
        await table.AddEntityAsync(document, PipelineHarness.Stop);
        await table.AddEntityAsync(PageRow.New(id, 7, 2), PipelineHarness.Stop);

        TableEntity row = await table.GetEntityAsync<TableEntity>(id, "document", cancellationToken: PipelineHarness.Stop);
        TableEntity page = await table.GetEntityAsync<TableEntity>(id, "page-000007", cancellationToken: PipelineHarness.Stop);

        Assert.Equal(("Jpeg2000", "Low", "Skip"), (row.GetString("Kind"), row.GetString("Priority"), row.GetString("Mode")));
        Assert.DoesNotContain("Id", row.Keys);
        Assert.DoesNotContain("DocumentId", page.Keys);
        DocumentRow read = await table.GetEntityAsync<DocumentRow>(id, "document", cancellationToken: PipelineHarness.Stop);
        Assert.Equal((id, document.Kind, document.Priority, document.Mode), (read.Id, read.Kind, read.Priority, read.Mode));
    }

    [Fact]
    public async Task A_row_of_an_earlier_version_has_no_mode_and_no_kind_before_its_inspection()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        TableClient table = pipeline.Get<StorageClients>().Tables.GetTableClient(StorageNames.DocumentsTable);
        string id = new('b', 32);
        var stored = new TableEntity(id, "document") { ["Name"] = "a.tif", ["Status"] = "NotStarted", ["Priority"] = "High" };
        await table.AddEntityAsync(stored, PipelineHarness.Stop);

        DocumentRow row = await table.GetEntityAsync<DocumentRow>(id, "document", cancellationToken: PipelineHarness.Stop);

        Assert.Null(row.Kind);
        Assert.Equal((Priority.High, TextMode.Auto), (row.Priority, row.GetOptions().Mode));
    }
}
