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

    public StoredHub(string account)
    {
        Storage = new HubStorage(new DurableRuntimeOptions { ConnectionString = account, BaseUrl = () => "" });
        _payloads = new PayloadBlobs(Storage.Container);
        (_instances, _histories) = (new InstanceStore(Storage.Instances), new HistoryStore(Storage.History, _payloads));
    }

    public HubStorage Storage { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<InstanceState?> FindAsync(string id) => _instances.GetAsync(id, Stop);

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
