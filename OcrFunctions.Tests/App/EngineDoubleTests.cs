using System.Diagnostics;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>
/// Engines that fail on one page of one document, in the whole app: that page fails, and nothing else waits or fails because of it.
/// </summary>
public sealed class EngineDoubleTests(AzuriteFixture azurite) : IDisposable
{
    private const string Mark = "poison";

    private const int PageTimeoutSeconds = 12;

    /// <summary>Longer than a program takes to use up its memory on the slowest machine: a crash is told by itself, not by this.</summary>
    private const int CrashTimeoutSeconds = 120;

    private static readonly Dictionary<string, string?> Limits = new()
    {
        ["Ocr:EngineProcesses"] = "2",
        ["Ocr:EngineMemoryMegabytes"] = "600",
    };

    private readonly TestDocuments _documents = new();

    [Theory]
    [InlineData("killed at work", "kill -9 $$", ErrorCodes.EngineCrashed)]
    [InlineData("asleep for ever", "sleep 1000", ErrorCodes.PageTimedOut)]
    [InlineData("allocating without end", "exec tail /dev/zero", ErrorCodes.EngineCrashed)]
    [InlineData("answering garbage", "echo '}{ what?'; continue", ErrorCodes.EngineCrashed)]
    [InlineData("answering another question", "echo '{\"id\":999}'; continue", ErrorCodes.EngineCrashed)]
    public async Task Each_failure_costs_one_page_which_the_document_names(string how, string misbehave, string code)
    {
        Dictionary<string, string?> settings = new(Limits.Concat(EngineDouble.Settings(_documents, Mark, misbehave)))
        {
            ["Ocr:PageTimeoutSeconds"] = $"{(code == ErrorCodes.PageTimedOut ? PageTimeoutSeconds : CrashTimeoutSeconds)}",
        };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine: null, settings: settings);
        byte[] poison =
            PdfTestFile.Write([PdfTestPage.OfProse("First page of " + Mark), PdfTestPage.OfProse("Second"), PdfTestPage.OfProse("Third")]);
        byte[] innocent = PdfTestFile.Write([PdfTestPage.OfProse("Innocent words"), PdfTestPage.OfProse("and more of them")]);

        // Engines start, and a document takes what it takes on this machine now.
        var alone = Stopwatch.StartNew();
        await app.EndAsync((string)(await app.PostAsync(innocent, "name=alone.pdf"))["id"]!);
        alone.Stop();

        string bad = (string)(await app.PostAsync(poison, "name=bad.pdf"))["id"]!;
        var watch = Stopwatch.StartNew();
        string good = (string)(await app.PostAsync(innocent, "name=good.pdf"))["id"]!;
        Assert.Equal("Succeeded", (string)(await app.EndAsync(good))["status"]!);
        // The time of the page that fails, and that of engines which start anew beside it.
        var most = TimeSpan.FromSeconds(PageTimeoutSeconds + Math.Max(20, 4 * alone.Elapsed.TotalSeconds));
        Assert.True(watch.Elapsed < most, $"{how}: another document waited {watch.Elapsed}, alone {alone.Elapsed}");

        JsonObject document = await app.EndAsync(bad);
        Assert.Equal(("PartiallySucceeded", 2, 1),
            ((string)document["status"]!, (int)document["progress"]!["pagesDone"]!, (int)document["progress"]!["pagesFailed"]!));
        Assert.Equal((code, EngineDouble.Page), ((string)document["error"]!["code"]!, (int)document["error"]!["page"]!));
        Assert.Equal("First page of poison\n\fThird\n", await app.Http.GetStringAsync($"api/documents/{bad}/text", AppHarness.Stop));
    }

    public void Dispose() => _documents.Dispose();
}
