using System.Text.Json.Nodes;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Run;

/// <summary><c>./run --follow</c> as a user starts it.</summary>
public sealed class FollowTests : IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(4);

    private readonly TestDocuments _documents = new();
    private readonly string _folder;
    private readonly RunSandbox _sandbox = new();

    public FollowTests() => _folder = Directory.CreateDirectory(Path.Combine(_sandbox.Folder, "scans")).FullName;

    [Fact]
    public async Task Present_and_new_files_of_a_folder_are_read_and_a_restart_reads_nothing_twice_and_misses_nothing()
    {
        Put("here.pdf", "Here already");
        Put("2026/below.pdf", "In a folder below");
        await File.WriteAllTextAsync(At("broken.pdf"), "no scan at all", TestContext.Current.CancellationToken);
        using (RunCommand first = RunCommand.Start(_sandbox, "--follow", "scans", "--port", "0"))
        {
            await ReadAsync(first, "here.pdf", "Here already");
            await ReadAsync(first, "2026/below.pdf", "In a folder below");
            await first.UntilSaysAsync("broken.pdf.json", MaxWait);
            Assert.Contains("UnsupportedFormat",
                await File.ReadAllTextAsync(At("broken.pdf.error.txt"), TestContext.Current.CancellationToken));
            Assert.Contains("What to do:", await File.ReadAllTextAsync(At("broken.pdf.error.txt"), TestContext.Current.CancellationToken));

            // As a slow scanner writes: in pieces, and under another name until it is complete.
            byte[] pdf = PdfTestFile.Write([PdfTestPage.OfProse("Came in pieces")]);
            await using (FileStream slow = File.Create(At("slow.pdf")))
                foreach (byte[] piece in pdf.Chunk(pdf.Length / 3))
                {
                    await slow.WriteAsync(piece, TestContext.Current.CancellationToken);
                    await slow.FlushAsync(TestContext.Current.CancellationToken);
                    await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
                }

            await ReadAsync(first, "slow.pdf", "Came in pieces");
            Assert.DoesNotContain("slow.pdf: Failed", first.Said);
            first.Signal("TERM");
            Assert.Equal(0, await first.EndAsync(MaxWait));
        }

        await _sandbox.UntilNothingIsLeftAsync();
        Put("here.pdf", "Overwritten while nobody looked");
        File.Delete(At("broken.pdf.error.txt"));
        Put("broken.pdf", "Scanned again");
        File.Delete(At("2026/below.pdf.json"));
        using RunCommand second = RunCommand.Start(_sandbox, "--follow", "scans", "--port", "0");
        await second.UntilSaysAsync("1 files have results, 3 are waiting", MaxWait);
        await ReadAsync(second, "here.pdf", "Overwritten while nobody looked");
        await ReadAsync(second, "broken.pdf", "Scanned again");
        await ReadAsync(second, "2026/below.pdf", "In a folder below");
        Assert.DoesNotContain("below.pdf: submitted", second.Said);
        Assert.DoesNotContain("slow.pdf", second.Said);
        Assert.DoesNotContain(".ocr.pdf: ", second.Said);
        Assert.False(File.Exists(At("broken.pdf.error.txt")));
    }

    [Fact]
    public async Task After_a_kill_it_continues_with_the_same_document_and_it_waits_for_a_folder_that_disappears()
    {
        string pages = _documents.Pdf([.. Enumerable.Range(1, 12).Select(RunCommandTests.PageOfManyWords)]);
        File.WriteAllBytes(At("long.tif"),
            new TiffTestFile().Write([.. Enumerable.Range(1, 12).Select(page => _documents.DrawGray(pages, page: page))]));
        string id;
        using (RunCommand first = RunCommand.Start(_sandbox, "--follow", "scans", "--out", "results", "--port", "0"))
        {
            await first.UntilSaysAsync("long.tif: [0-9]+ of 12 pages", MaxWait);
            id = first.Said.Split("long.tif: submitted as ")[1][..26];
            first.Host().Kill();
            Assert.NotEqual(0, await first.EndAsync(MaxWait));
        }

        await _sandbox.UntilNothingIsLeftAsync();
        using RunCommand second = RunCommand.Start(_sandbox, "--follow", "scans", "--out", "results", "--port", "0");
        await second.UntilSaysAsync(@"results/long\.tif\.json", MaxWait);
        Assert.DoesNotContain("submitted", second.Said);
        JsonNode json =
            JsonNode.Parse(
                await File.ReadAllTextAsync(Path.Combine(_sandbox.Folder, "results", "long.tif.json"),
                    TestContext.Current.CancellationToken))!;
        Assert.Equal((id, "Succeeded"), ((string?)json["id"], (string?)json["status"]));

        Directory.Move(_folder, _folder + "-away");
        await second.UntilSaysAsync("is not available", MaxWait);
        Directory.Move(_folder + "-away", _folder);
        await second.UntilSaysAsync("is available again", MaxWait);
        Put("later.pdf", "After it came back");
        await second.UntilSaysAsync(@"results/later\.pdf\.json", MaxWait);
        Assert.DoesNotContain("long.tif: submitted", second.Said);
    }

    public void Dispose()
    {
        _documents.Dispose();
        foreach (var left in _sandbox.Processes())
            left.Kill();
        _sandbox.Dispose();
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Put(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), PdfTestFile.Write([PdfTestPage.OfProse(text)]));
    }

    private async Task ReadAsync(RunCommand run, string name, string text)
    {
        await ProcessTable.Until(
            () => File.Exists(At(name + ".json")) && File.Exists(At(name + ".txt"))
                && File.ReadAllText(At(name + ".txt")).Contains(text, StringComparison.Ordinal),
            MaxWait, $"{name} is read. ./run said: {run.Said}");
        await run.UntilSaysAsync($"{name}.json", MaxWait);
        Assert.True(File.Exists(At(name + ".ocr.pdf")), $"{name}.ocr.pdf is missing");
    }
}
