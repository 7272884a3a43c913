using Azure.Data.Tables;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.LocalHost;

/// <summary>How many partitions a task hub has.</summary>
public sealed class TaskHubPartitionsTests(AzuriteFixture azurite)
{
    private const string Setting = "AzureFunctionsJobHost:extensions:durableTask:storageProvider:partitionCount";

    [Fact]
    public async Task The_environment_decides_for_a_new_task_hub_and_later_hosts_take_the_number_of_an_existing_one()
    {
        string account = azurite.NewAccount();
        await using var app = new ProbeApp(account);
        HostProcess first = await app.StartAsync((Setting, "3"));
        Assert.Equal(3, await PartitionsAsync(account));

        HostProcess second = await app.StartAsync((Setting, "16"));

        Assert.Equal(3, await PartitionsAsync(account));
        Assert.Contains("The task hub ProbeHub has 3 partitions", second.Said);
        // Each is in one of the three control queues, wherever it was started, and both hosts look there.
        string[] ids = [.. Enumerable.Range(1, 6).Select(number => $"instance-{number}")];
        foreach (string id in ids)
            await app.HoldAsync(second, id, count: 1, seconds: 0);
        foreach (string id in ids)
            Assert.Equal([$"{id}-1"], await app.ResultAsync(first, id));
        Assert.All(ids, id => Assert.Single(app.Journal, line => line == $"end {id}-1"));
    }

    private static async Task<int> PartitionsAsync(string account) =>
        await new TableClient(account, "ProbeHubPartitions").QueryAsync<TableEntity>(
            cancellationToken: TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken);
}
