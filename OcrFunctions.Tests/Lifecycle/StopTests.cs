using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>What stopping a document means for the pages in progress.</summary>
public sealed class StopTests(AzuriteFixture azurite)
{
    /// <summary>The guaranteed time for running pages.</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);

    private const int PagesAtOnce = 6;

    [Fact]
    public async Task Running_pages_stop_within_two_seconds_of_a_cancel_and_none_starts_after_it()
    {
        var stopped = new ConcurrentQueue<long>();
        var started = new ConcurrentQueue<long>();
        var engine = new ScriptedEngine
        {
            Pages = 60,
            OnPage = async (_, stop) =>
            {
                started.Enqueue(TimeProvider.System.GetTimestamp());
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                }
                finally
                {
                    stopped.Enqueue(TimeProvider.System.GetTimestamp());
                }
            },
        };
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, engine,
                settings: new() { ["Ocr:EngineProcesses"] = $"{PagesAtOnce}", ["Ocr:DocumentWindow"] = $"{PagesAtOnce}" });
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await AppHarness.UntilAsync(() => Task.FromResult(started.Count == PagesAtOnce), "as many pages run as may");

        long canceled = TimeProvider.System.GetTimestamp();
        await app.ActAsync(HttpMethod.Post, $"api/documents/{id}/cancel");
        long answered = TimeProvider.System.GetTimestamp();
        JsonObject end = await app.EndAsync(id);

        Assert.Equal("Canceled", (string?)end["status"]);
        await AppHarness.UntilAsync(() => Task.FromResult(stopped.Count == started.Count), "every page has stopped");
        Assert.All(stopped, at => Assert.InRange(TimeProvider.System.GetElapsedTime(canceled, at), TimeSpan.Zero, Promise));
        Assert.All(started, at => Assert.True(at < answered, "a page started after the cancel was answered"));
        Assert.Empty(await app.PagesAsync(id));
    }

    [Fact]
    public async Task A_change_of_the_row_by_another_machine_stops_pages_too()
    {
        await using HeldDocument held = await HeldDocument.StartAsync(azurite, Phase.FanningOut);

        // This machine is not notified.
        await held.App.Get<DocumentStore>().RequestCancelAsync(held.Id, TimeProvider.System.GetUtcNow(), AppHarness.Stop);

        Assert.Equal("Canceled", (string?)(await held.App.EndAsync(held.Id))["status"]);
    }

    [Fact]
    public async Task Running_pages_of_a_terminated_orchestration_stop_without_a_request()
    {
        await using HeldDocument held = await HeldDocument.StartAsync(azurite, Phase.FanningOut);

        await held.App.ActAsync(HttpMethod.Post, (string)held.Accepted["terminatePostUri"]!);

        await AppHarness.UntilAsync(async () => (await held.RowAsync()).CancelRequestedAt is not null, "the pages noticed");
        await held.App.Get<OcrFunctions.Pipeline.Maintenance.Reconciler>().RunAsync(held.App.Runs, AppHarness.Stop);
        await AppHarness.UntilAsync(async () => (await held.RowAsync()).GetStatus() == DocumentStatus.Canceled,
            "the reconciler had it closed");
        Assert.Equal([1], await held.RowsAsync());
    }

    [Fact]
    public async Task A_source_that_is_overwritten_while_its_pages_are_read_ends_the_old_document_and_starts_a_new_one()
    {
        var engine = new ScriptedEngine { Pages = 4 };
        var hold = new TaskCompletionSource();
        engine.OnPage = (work, stop) => work.Page > 1 && !hold.Task.IsCompleted ? hold.Task.WaitAsync(stop) : Task.CompletedTask;
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, engine, settings: new() { ["Ocr:EngineProcesses"] = $"{engine.Pages}" });
        string old = await app.DropAsync("scan.tif", [1, 2, 3]);
        await AppHarness.UntilAsync(async () => (await app.PagesAsync(old)).Any(page => page.GetStatus() == PageStatus.Succeeded),
            "the first page was read", ofDropped: true);

        string replacement = await app.DropAsync("scan.tif", [4, 5, 6, 7]);

        JsonObject end = await app.EndAsync(old);
        Assert.Equal(("PartiallySucceeded", "SourceReplaced"), ((string?)end["status"], (string?)end["error"]!["code"]));
        hold.SetResult();
        end = await app.EndAsync(replacement);
        Assert.Equal(("Succeeded", 4), ((string?)end["status"], (int)end["progress"]!["pagesDone"]!));
        Assert.Equal(4, (await app.Get<DocumentStore>().FindAsync(replacement, AppHarness.Stop))!.SourceLength);
    }
}
