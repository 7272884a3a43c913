using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Scaling;

/// <summary>
/// Three machines read one document. One is cut off from storage for a minute, one is lost, and one is stopped, so that the first one must
/// finish alone.
/// </summary>
public sealed class ThreeMachinesTests
{
    private const int Pages = 300, EnginesOfEach = 1, ActivitiesOfEach = 2;

    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromMinutes(3);

    /// <summary>Time of a page: short, but long enough that the document lasts until everything has happened.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100), Slow = TimeSpan.FromMilliseconds(1_500);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Ocr__EngineProcesses"] = $"{EnginesOfEach}",
        // More activities than one machine takes: all three read the one document.
        ["Ocr__DocumentWindow"] = $"{3 * ActivitiesOfEach}",
        // What a machine leaves behind does not wait long for an activity of another one to end.
        ["Ocr__PagesPerActivity"] = "2",
        ["AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions"] = $"{ActivitiesOfEach}",
        ["Ocr__ReconcileAfterSeconds"] = "5",
    };

    private TimeSpan _pace = Quick;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_is_read_and_stored_once_although_one_machine_is_cut_off_one_is_lost_and_one_is_stopped()
    {
        await using NetworkNamespaces network = await NetworkNamespaces.CreateAsync(3);
        await using var azurite = new AzuriteFixture { Address = network.Address };
        await azurite.InitializeAsync();
        string account = azurite.NewAccount();
        await using Machine cutOff = NewMachine(1), lost = NewMachine(2), stopped = NewMachine(3);
        await Task.WhenAll(cutOff.StartAsync(), lost.StartAsync(), stopped.StartAsync());
        string id = await DropAsync(account);
        await UntilAsync(() => cutOff.Read.Count > 2 && lost.Read.Count > 2 && stopped.Read.Count > 2, "every machine reads", cutOff);
        _pace = Slow;

        Task<double> recovered = await StrikeAsync("cut off for a minute", cutOff, account, id, () =>
        {
            network.CutOff(1);
            return Task.CompletedTask;
        });
        await Task.Delay(Outage, Stop);
        int before = cutOff.Read.Count;
        network.Reconnect(1);
        long reconnected = TimeProvider.System.GetTimestamp();
        await UntilAsync(() => cutOff.Read.Count > before + EnginesOfEach, "the machine that was cut off reads again", cutOff);
        double again = TimeProvider.System.GetElapsedTime(reconnected).TotalSeconds;
        Report($"cut off for a minute: its pages were read after {await recovered:F0} s; it read again {again:F0} s after the outage");

        await AssertIsRunningAsync(account, id);
        recovered = await StrikeAsync("killed", lost, account, id, lost.KillAsync);
        Report($"killed: its pages were read after {await recovered:F0} s");

        await AssertIsRunningAsync(account, id);
        recovered = await StrikeAsync("stopped", stopped, account, id, stopped.StopAsync);
        Report($"stopped: its pages were read after {await recovered:F0} s");

        await AssertIsRunningAsync(account, id);
        _pace = Quick;
        DocumentRow end = await EndAsync(account, id, cutOff);
        await AssertWholeAsync(account, id, end);

        Machine NewMachine(int number) => new(network.Launcher(number), account, Settings, Pages, () => _pace);
    }

    [Fact]
    public async Task A_machine_that_is_cut_off_ends_when_it_is_told_to_and_reads_on_when_it_is_started_again()
    {
        await using NetworkNamespaces network = await NetworkNamespaces.CreateAsync(1);
        await using var azurite = new AzuriteFixture { Address = network.Address };
        await azurite.InitializeAsync();
        string account = azurite.NewAccount();
        await using var machine = new Machine(network.Launcher(1), account, Settings, 20, () => _pace);
        await machine.StartAsync();
        string id = await DropAsync(account);
        await UntilAsync(() => machine.Read.Count > 2, "it reads", machine);
        _pace = Slow;

        network.CutOff(1);
        long told = TimeProvider.System.GetTimestamp();
        await machine.StopAsync();

        double seconds = TimeProvider.System.GetElapsedTime(told).TotalSeconds;
        Report($"it ended {seconds:F1} s after it was told to");
        Assert.InRange(seconds, 0, 20);
        _pace = Quick;
        network.Reconnect(1);
        await machine.StartAsync();
        DocumentRow end = await EndAsync(account, id, machine);
        Assert.Equal((DocumentStatus.Succeeded, 20), (end.GetStatus(), end.PagesDone));
    }

    /// <summary>Lets something happen to a machine.</summary>
    /// <returns>Seconds until each page that it was reading then has been read.</returns>
    private static async Task<Task<double>> StrikeAsync(string what, Machine machine, string account, string id, Func<Task> strike)
    {
        await UntilAsync(() => machine.InHand.Count == EnginesOfEach, $"the machine that is to be {what} has its engines busy", machine);
        IReadOnlyCollection<int> pages = machine.InHand;
        long struck = TimeProvider.System.GetTimestamp();
        await strike();
        return RecoveredAsync();

        async Task<double> RecoveredAsync()
        {
            var table = new TableClient(account, StorageNames.DocumentsTable);
            foreach (int page in pages)
                await UntilAsync(async () => (await table.GetEntityAsync<PageRow>(id, PageRow.Key(page), cancellationToken: Stop)).Value
                    .GetStatus() == PageStatus.Succeeded, $"page {page} of the machine that was {what} has been read", machine);
            return TimeProvider.System.GetElapsedTime(struck).TotalSeconds;
        }
    }

    private static async Task AssertIsRunningAsync(string account, string id) =>
        Assert.True((await RowAsync(account, id))!.GetStatus() == DocumentStatus.Running,
            "The document ended before everything had happened: it proves too little.");

    private static async Task AssertWholeAsync(string account, string id, DocumentRow end)
    {
        Assert.Equal((DocumentStatus.Succeeded, Pages, 0), (end.GetStatus(), end.PagesDone, end.PagesFailed));
        var rows = new List<PageRow>();
        await foreach (PageRow row in new TableClient(account, StorageNames.DocumentsTable).QueryAsync<PageRow>(
            row => row.PartitionKey == id && row.RowKey.CompareTo(PageRow.FirstKey) >= 0, cancellationToken: Stop))
            rows.Add(row);
        Assert.Equal(Enumerable.Range(1, Pages), rows.Select(row => row.Page));
        Assert.All(rows, row => Assert.Equal((PageStatus.Succeeded, 0), (row.GetStatus(), row.EngineDeaths)));
        // A page can be in hand each time that something happens to a machine.
        Assert.All(rows, row => Assert.InRange(row.Attempts, 1, 4));
        int again = rows.Sum(row => row.Attempts) - Pages, hostLost = rows.Sum(row => row.HostLost);
        Report($"{again} pages were read again, {hostLost} of them for a lost machine");
        Assert.InRange(again, 1, 4 * ActivitiesOfEach);

        var results = new BlobContainerClient(account, StorageNames.Results);
        string[] pages = [.. results.GetBlobs(BlobTraits.None, BlobStates.None, $"{id}/pages/", Stop).Select(blob => blob.Name)];
        Assert.Equal(Enumerable.Range(1, Pages).Select(page => $"{id}/pages/{page:D6}.json"), pages);
        string text = (await results.GetBlobClient($"{id}/text.txt").DownloadContentAsync(Stop)).Value.Content.ToString();
        Assert.Equal(string.Join('\f', Enumerable.Range(1, Pages).Select(page => $"page {page}\n")), text);
        // Between the document's row and its message a machine may be interrupted, but here none was.
        Assert.Single((await new QueueClient(account, StorageNames.CompletedQueue).PeekMessagesAsync(10, Stop)).Value);
    }

    private static async Task<string> DropAsync(string account)
    {
        var stored = await new BlobContainerClient(account, StorageNames.Documents).GetBlobClient("scan.tif")
            .UploadAsync(new BinaryData(new byte[] { 1, 2, 3 }), Stop);
        return DocumentId.Of(BlobSource.Of(StorageNames.Documents, "scan.tif", stored.Value.ETag));
    }

    private static async Task<DocumentRow> EndAsync(string account, string id, Machine machine)
    {
        DocumentRow? row = null;
        await UntilAsync(async () => (row = await RowAsync(account, id))?.AnnouncedRun == 1, "the document is finished", machine);
        return row!;
    }

    private static async Task<DocumentRow?> RowAsync(string account, string id)
    {
        var row = await new TableClient(account, StorageNames.DocumentsTable).GetEntityIfExistsAsync<DocumentRow>(
            id, DocumentRow.Key, cancellationToken: Stop);
        return row.HasValue ? row.Value : null;
    }

    private static Task UntilAsync(Func<bool> isSo, string what, Machine machine) =>
        UntilAsync(() => Task.FromResult(isSo()), what, machine);

    private static async Task UntilAsync(Func<Task<bool>> isSo, string what, Machine machine)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            Assert.False(late.IsCancellationRequested, $"Not within {Patience.TotalSeconds} s: {what}. It said: {machine.Said}");
            await Task.Delay(100, Stop);
        }
    }

    private static void Report(FormattableString what) =>
        TestContext.Current.SendDiagnosticMessage(what.ToString(CultureInfo.InvariantCulture));
}
