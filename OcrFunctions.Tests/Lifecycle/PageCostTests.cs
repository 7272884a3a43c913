using System.Globalization;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Faults.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>Cost of a page in a large document compared with a small one. Manually: FLOW_PAGES=2000.</summary>
public sealed class PageCostTests(AzuriteFixture azurite)
{
    private static readonly int Large =
        int.TryParse(Environment.GetEnvironmentVariable("FLOW_PAGES"), NumberStyles.None, CultureInfo.InvariantCulture, out int pages)
            ? pages : 400;

    [Fact]
    public async Task A_page_takes_no_more_storage_calls_in_a_large_document_and_no_more_time_at_its_end()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.NewAccount(), _ => default);
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine(), proxy.Account);
        await ReadAsync(app, proxy, 40);

        (double small, _) = await ReadAsync(app, proxy, Math.Max(100, Large / 10));
        (double large, double slower) = await ReadAsync(app, proxy, Large);

        Assert.InRange(large / small, 0.1, 1.2);
        Assert.InRange(large, 1, 8);
        // Replay that grows with the document, or a list that is read repeatedly, would show as a multiple.
        Assert.InRange(slower, 0, 2);
    }

    /// <returns>Storage calls per page, and the ratio of the time of the last quarter of the pages to that of the second.</returns>
    private static async Task<(double Calls, double Slower)> ReadAsync(AppHarness app, StorageProxy proxy, int pages)
    {
        app.Engine.Pages = pages;
        int before = proxy.Calls;
        string id = (string)(await app.PostAsync([1, (byte)pages, (byte)(pages >> 8)]))["id"]!;
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        // Polled rarely: polling costs too.
        while ((await app.Get<OcrFunctions.Pipeline.Documents.DocumentStore>().FindAsync(id, AppHarness.Stop))!.CompletedAt is null)
        {
            Assert.False(late.IsCancellationRequested, $"{pages} pages were not read in time");
            await Task.Delay(500, AppHarness.Stop);
        }

        double calls = (proxy.Calls - before) / (double)pages;
        DateTimeOffset[] ends =
            [.. (await app.PagesAsync(id)).Where(page => page.GetStatus() == PageStatus.Succeeded).Select(page => page.CompletedAt!.Value)
                .Order()];
        Assert.Equal(pages, ends.Length);
        double second = (ends[pages / 2] - ends[pages / 4]).TotalSeconds, last = (ends[^1] - ends[pages * 3 / 4]).TotalSeconds;
        TestContext.Current.SendDiagnosticMessage(
            $"{pages} pages: {calls:F2} storage calls a page; seconds by quarter: {(ends[pages / 4] - ends[0]).TotalSeconds:F1}, "
                + $"{second:F1}, {(ends[pages * 3 / 4] - ends[pages / 2]).TotalSeconds:F1}, {last:F1}");
        return (calls, last / second);
    }
}
