using System.Collections.Concurrent;
using Azure.Data.Tables;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(SharedApps))]

namespace OcrFunctions.Tests.App;

/// <summary>Idle apps with default settings for the next test, each with a storage account of its own.</summary>
public sealed class SharedApps : IAsyncDisposable
{
    private readonly ConcurrentBag<RunningApp> _waiting = [];

    /// <summary>Takes an idle one, or starts one.</summary>
    /// <param name="azurite">Provides the account.</param>
    /// <param name="engine">What its engine does from now on.</param>
    internal async Task<RunningApp> TakeAsync(AzuriteFixture azurite, ScriptedEngine engine)
    {
        if (!_waiting.TryTake(out RunningApp? app))
            return await RunningApp.StartAsync(azurite.NewAccount(), engine, [], port: 0);
        app.Engine!.Engine = engine;
        return app;
    }

    /// <summary>Keeps it for the next test, unless this test could affect it.</summary>
    internal async ValueTask GiveBackAsync(RunningApp app)
    {
        if (app.Host.WorkerProcessId is not null && !app.Engine!.HasFailed && await HasNoWorkAsync(app))
            _waiting.Add(app);
        else
            await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        while (_waiting.TryTake(out RunningApp? app))
            await app.DisposeAsync();
    }

    private static async Task<bool> HasNoWorkAsync(RunningApp app) =>
        !await new TableClient(app.Account, "DocumentIndex").QueryAsync<TableEntity>(
            row => row.PartitionKey.CompareTo("active-") >= 0 && row.PartitionKey.CompareTo("active.") < 0).AnyAsync();
}
