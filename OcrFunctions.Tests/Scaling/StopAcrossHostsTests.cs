using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Scaling;

/// <summary>Two hosts read the pages of one document when it must stop.</summary>
public sealed class StopAcrossHostsTests(AzuriteFixture azurite)
{
    private const int AtOnce = 2;

    /// <summary>Guaranteed for running pages of a canceled document, on whatever host.</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<(int Host, DateTimeOffset At)> _started = new(), _stopped = new();

    [Fact]
    public async Task Pages_of_both_hosts_stop_within_two_seconds_of_a_cancel_that_one_of_them_gets()
    {
        await using AppHarness one = await StartAsync(1, azurite.NewAccount()), other = await StartAsync(2, one.Account);
        string id = await HeldByBothAsync(one, "");

        DateTimeOffset canceled = TimeProvider.System.GetUtcNow();
        await one.ActAsync(HttpMethod.Post, $"api/documents/{id}/cancel");
        JsonObject end = await other.EndAsync(id);

        Assert.Equal("Canceled", (string?)end["status"]);
        await AssertStoppedAsync(canceled);
        Assert.Empty(await one.PagesAsync(id));
    }

    [Fact]
    public async Task Pages_of_both_hosts_stop_when_the_document_expires()
    {
        await using AppHarness one = await StartAsync(1, azurite.NewAccount()), other = await StartAsync(2, one.Account);
        DateTimeOffset posted = TimeProvider.System.GetUtcNow();
        string id = await HeldByBothAsync(one, "&expiresIn=15s");

        JsonObject end = await other.EndAsync(id);

        Assert.Equal("Expired", (string?)end["status"]);
        DateTimeOffset expired = (DateTimeOffset)end["expiresAt"]!;
        Assert.InRange(expired - posted, TimeSpan.FromSeconds(14), TimeSpan.FromSeconds(17));
        await AssertStoppedAsync(expired);
    }

    private async Task AssertStoppedAsync(DateTimeOffset from)
    {
        await AppHarness.UntilAsync(() => Task.FromResult(_stopped.Count == _started.Count), "every page has stopped");
        Assert.Equal([1, 2], _stopped.Select(page => page.Host).Distinct().Order());
        Assert.All(_stopped, page => Assert.InRange(page.At - from, TimeSpan.Zero, Promise));
    }

    private async Task<string> HeldByBothAsync(AppHarness app, string options)
    {
        string id = (string)(await app.PostAsync([1, 2, 3], "name=scan.tif" + options))["id"]!;
        await AppHarness.UntilAsync(() => Task.FromResult(_started.Count == 2 * AtOnce), "both hosts read as many pages as they may");
        Assert.Equal([1, 2], _started.Select(page => page.Host).Distinct().Order());
        return id;
    }

    private Task<AppHarness> StartAsync(int host, string account) => AppHarness.StartAsync(azurite, new ScriptedEngine
    {
        Pages = 60,
        OnPage = async (_, stop) =>
        {
            _started.Enqueue((host, TimeProvider.System.GetUtcNow()));
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            }
            finally
            {
                _stopped.Enqueue((host, TimeProvider.System.GetUtcNow()));
            }
        },
    }, account, new()
    {
        ["Ocr:EngineProcesses"] = $"{AtOnce}",
        ["Ocr:DocumentWindow"] = $"{2 * AtOnce}",
        // So that neither takes all of them.
        ["AzureFunctionsJobHost:extensions:durableTask:maxConcurrentActivityFunctions"] = $"{AtOnce}",
    });
}
