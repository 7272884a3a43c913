using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Scaling;

/// <summary>
/// Two hosts in the middle of a large document when a small one arrives. Each host decides only which of the pages in its own hands is
/// next; the activities of all documents are in one queue.
/// </summary>
public sealed class PriorityAcrossHostsTests(AzuriteFixture azurite)
{
    private const int LargePages = 60, SmallPages = 6;
    private static readonly TimeSpan PageTime = TimeSpan.FromMilliseconds(800);

    private static readonly OcrOptions Options = new() { EngineProcesses = 2, DocumentWindow = 6 };

    private readonly ConcurrentQueue<(int Host, string Document)> _started = new();

    [Theory]
    [InlineData("low", "high")]
    [InlineData("normal", "normal")]
    public async Task A_small_document_is_read_between_the_pages_of_a_large_one_that_both_hosts_read(string large, string small)
    {
        await using AppHarness one = await StartAsync(1, azurite.NewAccount()), other = await StartAsync(2, one.Account);
        string first = (string)(await one.PostAsync([1, 2, 3], $"name=large.tif&priority={large}"))["id"]!;
        await AppHarness.UntilAsync(() => Task.FromResult(_started.Select(page => page.Host).Distinct().Count() == 2),
            "both hosts read the large document");

        string second =
            (string)(await one.PostAsync([4, 5, 6, 7], $"name=small.tif&priority={small}&pages=1-{SmallPages}"))["id"]!;
        JsonObject end = await other.EndAsync(second);

        int before = _started.TakeWhile(page => page.Document != second).Count(), all = _started.Count;
        Assert.Equal("Succeeded", (string?)end["status"]);
        Assert.True(all < LargePages, $"{all} pages were begun when the small document ended");
        Assert.True(before < LargePages / 2, $"{before} pages of the large document were begun before the first of the small one");
        Assert.Equal("Succeeded", (string?)(await one.EndAsync(first))["status"]);
        Assert.Equal((LargePages, SmallPages), (PagesOf(first), PagesOf(second)));
    }

    private int PagesOf(string document) => _started.Count(page => page.Document == document);

    private Task<AppHarness> StartAsync(int host, string account) => AppHarness.StartAsync(azurite, new ScriptedEngine
    {
        Pages = LargePages,
        OnPage = async (work, stop) =>
        {
            _started.Enqueue((host, Path.GetFileName(work.Path)));
            await Task.Delay(PageTime, stop);
        },
    }, account, new()
    {
        ["Ocr:EngineProcesses"] = $"{Options.EngineProcesses}",
        ["Ocr:DocumentWindow"] = $"{Options.DocumentWindow}",
        ["Ocr:PagesPerActivity"] = "2",
        ["AzureFunctionsJobHost:extensions:durableTask:maxConcurrentActivityFunctions"] =
            $"{Options.ActivitiesOfOneMachine(isJoining: true)}",
    });
}
