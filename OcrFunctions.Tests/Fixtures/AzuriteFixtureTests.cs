using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace OcrFunctions.Tests.Fixtures;

public sealed class AzuriteFixtureTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_test_has_a_storage_account_of_its_own()
    {
        string one = azurite.NewAccount(), two = azurite.NewAccount();
        await new BlobServiceClient(one).CreateBlobContainerAsync("documents", cancellationToken: TestContext.Current.CancellationToken);
        await new QueueServiceClient(one).CreateQueueAsync("queue", cancellationToken: TestContext.Current.CancellationToken);
        await new TableServiceClient(one).CreateTableAsync("Table", TestContext.Current.CancellationToken);

        Assert.True(await new BlobContainerClient(one, "documents").ExistsAsync(TestContext.Current.CancellationToken));
        Assert.False(await new BlobContainerClient(two, "documents").ExistsAsync(TestContext.Current.CancellationToken));
    }
}
