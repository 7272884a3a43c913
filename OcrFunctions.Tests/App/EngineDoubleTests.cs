using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>Engines that go wrong on one page of one document, in the whole app: that page fails, and nothing else waits or fails for it.</summary>
public sealed class EngineDoubleTests(AzuriteFixture azurite) : IDisposable
{
    private const string Mark = "poison";

    private static readonly OcrOptions Settings = new() { EngineProcesses = 2, PageTimeoutSeconds = 6, EngineMemoryMegabytes = 600 };

    private readonly TestDocuments _documents = new();
    private readonly TempWorkspace _workspace = new(Options.Create(Settings));

    [Theory]
    [InlineData("killed at work", "kill -9 $$", ErrorCodes.EngineCrashed)]
    [InlineData("asleep for ever", "sleep 1000", ErrorCodes.PageTimedOut)]
    [InlineData("allocating without end", "exec tail /dev/zero", ErrorCodes.EngineCrashed)]
    [InlineData("answering garbage", "echo '}{ what?'; continue", ErrorCodes.EngineCrashed)]
    [InlineData("answering another question", "echo '{\"id\":999}'; continue", ErrorCodes.EngineCrashed)]
    public async Task Each_fails_one_page_which_the_document_names(string how, string misbehave, string code)
    {
        EngineProgram program = EngineDouble.Of(Settings, _documents, Mark, misbehave);
        using var pool = new EnginePool(Options.Create(Settings), _workspace, TimeProvider.System, NullLogger<EnginePool>.Instance, program);
        await using AppHarness app = await AppHarness.StartAsync(azurite, pool);
        byte[] poison = PdfTestFile.Write([PdfTestPage.OfProse("First page of " + Mark), PdfTestPage.OfProse("Second"), PdfTestPage.OfProse("Third")]);
        byte[] innocent = PdfTestFile.Write([PdfTestPage.OfProse("Innocent words"), PdfTestPage.OfProse("and more of them")]);

        string bad = (string)(await app.PostAsync(poison, "name=bad.pdf"))["id"]!;
        var watch = Stopwatch.StartNew();
        string good = (string)(await app.PostAsync(innocent, "name=good.pdf"))["id"]!;
        Assert.Equal("Succeeded", (string)(await app.EndAsync(good))["status"]!);
        // One page's time is 6 seconds; the rest is the app's own on a busy machine.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(6 + 20), $"{how}: another document waited {watch.Elapsed}");

        JsonObject document = await app.EndAsync(bad);
        Assert.Equal(("PartiallySucceeded", 2, 1), ((string)document["status"]!, (int)document["progress"]!["pagesDone"]!, (int)document["progress"]!["pagesFailed"]!));
        Assert.Equal((code, EngineDouble.Page), ((string)document["error"]!["code"]!, (int)document["error"]!["page"]!));
        Assert.Equal("First page of poison\n\fThird\n", await app.Http.GetStringAsync($"api/documents/{bad}/text", AppHarness.Stop));
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _documents.Dispose();
    }
}
