using Azure.Data.Tables;
using OcrFunctions.EmbeddedHost.Durable;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.Tests.Faults.Fixtures;

/// <summary>A task hub as it lies in storage, whoever owns it.</summary>
internal sealed class StoredHub
{
    private readonly InstanceStore _instances;
    private readonly HistoryStore _histories;
    private readonly PayloadBlobs _payloads;

    public StoredHub(string account, string name = "TestHubName")
    {
        Storage = new HubStorage(new DurableRuntimeOptions { ConnectionString = account, TaskHub = name, BaseUrl = () => "" });
        _payloads = new PayloadBlobs(Storage.Container);
        (_instances, _histories) = (new InstanceStore(Storage.Instances), new HistoryStore(Storage.History, _payloads));
    }

    public HubStorage Storage { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<InstanceState?> FindAsync(string id) => _instances.GetAsync(id, Stop);

    /// <summary>Every instance, once so many have ended: a document is done before the last turn of its orchestration is.</summary>
    public async Task<List<InstanceState>> AllAsync(int ended)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var all = new List<InstanceState>();
            await foreach (TableEntity row in _instances.Query($"RowKey eq '{InstanceEntity.RowKey}'", 1000, Stop))
                all.Add(InstanceEntity.Read(row));
            if (late.IsCancellationRequested || all.Count(i => i.IsFinal) >= ended)
                return all;
            await Task.Delay(100, Stop);
        }
    }

    public async Task<string?> OutputAsync(string id) => (await _payloads.FetchAsync((await FindAsync(id))!.Output, Stop)).Text;

    public async Task<List<HistoryEvent>> HistoryAsync(string id) => await _histories.ReadAsync((await FindAsync(id))!, Stop);

    public async Task<InstanceState> EndAsync(string id, TimeSpan patience, Func<string> story)
    {
        using var late = new CancellationTokenSource(patience);
        while (true)
        {
            if (await FindAsync(id) is { IsFinal: true } done)
                return done;
            Assert.False(late.IsCancellationRequested, $"Instance {id} came to no end in {patience.TotalSeconds} s. {story()}");
            await Task.Delay(100, Stop);
        }
    }

    /// <summary>Every row of instances and histories with its ETag.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FingerprintAsync()
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (TableClient table in new[] { Storage.Instances, Storage.History })
            await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: Stop))
                rows[$"{table.Name} {row.PartitionKey} {row.RowKey}"] = row.ETag.ToString();
        return rows;
    }

    /// <summary>Holds a finished history to what every history must be: each request once, each answered once, one beginning and one end.</summary>
    public async Task<List<HistoryEvent>> AssertWholeAsync(string id)
    {
        List<HistoryEvent> history = await HistoryAsync(id);
        Assert.IsType<ExecutionStarted>(history[1]);
        Assert.Single(history.OfType<ExecutionStarted>());
        Assert.IsType<ExecutionCompleted>(history[^1]);
        Assert.Single(history.OfType<ExecutionCompleted>());
        int[] requests = [.. history.OfType<RequestEvent>().Select(r => r.Id)];
        Assert.Equal(Enumerable.Range(0, requests.Length), requests);
        Assert.Equal(requests, history.OfType<AnswerEvent>().Select(a => a.To).Order());
        return history;
    }
}
