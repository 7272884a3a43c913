using System.Diagnostics;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Run;

/// <summary><c>./run</c> as a user starts it: real Azurite, real engine, real kills.</summary>
public sealed class RunCommandTests : IDisposable
{
    /// <summary>Enough for a first build on a busy machine.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(4);

    private readonly TestDocuments _documents = new();
    private readonly RunSandbox _sandbox = new();

    [Fact]
    public async Task Once_reads_the_files_saves_text_and_json_and_leaves_nothing_behind()
    {
        string scan = Scan(PdfTestPage.OfProse("The quick brown fox"), PdfTestPage.OfProse("jumps over the lazy dog"));
        using RunCommand run = RunCommand.Start(_sandbox, "--once", scan, "--out", "results", "--port", "0");

        Assert.Equal(0, await run.EndAsync(MaxWait));
        string saved = Path.Combine(_sandbox.Folder, "results", Path.GetFileName(scan));
        Assert.Equal("The quick brown fox\n\fjumps over the lazy dog\n",
            await File.ReadAllTextAsync(saved + ".txt", TestContext.Current.CancellationToken));
        JsonNode json = JsonNode.Parse(await File.ReadAllTextAsync(saved + ".json", TestContext.Current.CancellationToken))!;
        Assert.Equal(("Succeeded", 2, 4),
            ((string)json["status"]!, json["pages"]!.AsArray().Count, json["pages"]![0]!["words"]!.AsArray().Count));
        Assert.Contains("mean confidence 0.9", run.Said);
        await _sandbox.UntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_refused_file_ends_in_exit_code_1_with_its_error_saved_and_the_others_are_read()
    {
        string empty = _documents.File("pdf", []), good = _documents.NewPath("pdf");
        CommandLine.Run("qpdf", _documents.Pdf(PdfTestPage.OfProse("Fine")), "--add-attachment", _documents.File("txt", "more"u8),
            "--key=more.txt", "--", good);
        using RunCommand run = RunCommand.Start(_sandbox, "--once", empty, good, "--out", "results", "--port", "0");

        Assert.Equal(1, await run.EndAsync(MaxWait));
        string results = Path.Combine(_sandbox.Folder, "results");
        JsonNode json =
            JsonNode.Parse(
                await File.ReadAllTextAsync(Path.Combine(results, Path.GetFileName(empty) + ".json"),
                    TestContext.Current.CancellationToken))!;
        Assert.Equal("EmptyFile", (string)json["error"]!["code"]!);
        Assert.Contains($"{Path.GetFileName(good)}: 1 attached file was not read: more.txt.", run.Said);
        Assert.Equal("Fine\n",
            await File.ReadAllTextAsync(Path.Combine(results, Path.GetFileName(good) + ".txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_document_whose_host_was_killed_is_finished_by_the_next_run_and_no_page_is_read_twice()
    {
        const int Pages = 20;
        string scan = Scan([.. Enumerable.Range(1, Pages).Select(PageOfManyWords)]);
        List<PageRow> before;
        using (RunCommand first = RunCommand.Start(_sandbox, "--once", scan, "--port", "0"))
        {
            await first.UntilSaysAsync(@" ([5-9]|1\d) of 20 pages", MaxWait);
            // ./run stops the storage once the host has ended, so this is the last chance to read it.
            before = await RowsAsync();
            first.Host().Kill();
            Assert.NotEqual(0, await first.EndAsync(MaxWait));
        }

        await _sandbox.UntilNothingIsLeftAsync();
        Assert.InRange(before.Count(r => r.Status == "Succeeded"), 5, Pages - 1);

        using RunCommand second = RunCommand.Start(_sandbox, "--port", "0");
        await second.UntilSaysAsync(@"Ready\.", MaxWait);
        TableEntity document = await EndOfDocumentAsync();
        Assert.Equal(("Succeeded", Pages), (document.GetString("Status"), document.GetInt32("PagesDone")));
        List<PageRow> after = await RowsAsync();
        Assert.Equal(Enumerable.Range(1, Pages), after.Select(r => r.Page));
        foreach (PageRow done in before.Where(r => r.Status == "Succeeded"))
            Assert.Equal(done.ETag, after[done.Page - 1].ETag);

        Process.Start("kill", ["-TERM", $"{second.ProcessId}"]).WaitForExit();
        Assert.Equal(0, await second.EndAsync(MaxWait));
        await _sandbox.UntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_run_that_is_killed_itself_leaves_nothing_behind()
    {
        string scan = Scan([.. Enumerable.Range(1, 20).Select(PageOfManyWords)]);
        using RunCommand run = RunCommand.Start(_sandbox, "--once", scan, "--port", "0");
        await run.UntilSaysAsync(@" [1-9]\d? of 20 pages", MaxWait);
        using (Process bash = Process.GetProcessById(run.ProcessId))
            bash.Kill();
        await _sandbox.UntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_second_run_on_the_same_data_reports_the_first_and_one_with_files_uses_it()
    {
        using RunCommand first = RunCommand.Start(_sandbox, "--port", "0");
        await first.UntilSaysAsync(@"Ready\.", MaxWait);
        using RunCommand second = RunCommand.Start(_sandbox, "--port", "0");
        Assert.Equal(1, await second.EndAsync(MaxWait));
        Assert.Contains("Another ./run is using", second.Said);
        Assert.Contains($"process {first.Host().Id}, since", second.Said);

        string good = _documents.Pdf(PdfTestPage.OfProse("Read by the first")), damaged = _documents.File("pdf", "no PDF"u8);
        using RunCommand third = RunCommand.Start(_sandbox, "--once", good, damaged);
        Assert.Equal(1, await third.EndAsync(MaxWait));
        Assert.Equal("Read by the first\n", third.Output);
        Assert.Contains("Sending to the running ./run", third.Said);
        Assert.False(first.HasEnded);
    }

    [Theory]
    [InlineData("--once")]
    [InlineData("--once", "no such file.pdf")]
    [InlineData("--out", "x")]
    [InlineData("scan.pdf")]
    [InlineData("--port", "many")]
    [InlineData("--frobnicate")]
    [InlineData("--once", "scan.pdf", "--mode", "sometimes")]
    [InlineData("--once", "scan.pdf", "--pages", "last")]
    [InlineData("--follow")]
    [InlineData("--password", "secret")]
    public async Task An_invalid_command_line_is_explained(params string[] arguments)
    {
        using RunCommand run = RunCommand.Start(_sandbox, arguments);
        Assert.Equal(1, await run.EndAsync(MaxWait));
        Assert.Contains("Usage:", run.Said);
    }

    public void Dispose()
    {
        _documents.Dispose();
        foreach (Process left in _sandbox.Processes())
            left.Kill();
        _sandbox.Dispose();
    }

    private async Task<List<PageRow>> RowsAsync()
    {
        var rows = new List<PageRow>();
        await foreach (PageRow row in new TableClient(_sandbox.ConnectionString, "Documents").QueryAsync<PageRow>(
            r => r.RowKey.CompareTo("page-") >= 0, cancellationToken: TestContext.Current.CancellationToken))
            rows.Add(row);
        return rows;
    }

    private async Task<TableEntity> EndOfDocumentAsync()
    {
        var table = new TableClient(_sandbox.ConnectionString, "Documents");
        using var late = new CancellationTokenSource(MaxWait);
        while (true)
        {
            await foreach (TableEntity document in table.QueryAsync<TableEntity>("RowKey eq 'document'",
                cancellationToken: TestContext.Current.CancellationToken))
                if (document.GetString("Status") is not ("NotStarted" or "Running"))
                    return document;
            Assert.False(late.IsCancellationRequested, "the document came to no end");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Pages as a scanner makes them: a PDF's own text would be extracted instantly.</summary>
    private string Scan(params PdfTestPage[] pages)
    {
        string pdf = _documents.Pdf(pages);
        return _documents.File("tif", new TiffTestFile().Write([.. pages.Select((_, i) => _documents.DrawGray(pdf, page: i + 1))]));
    }

    internal static PdfTestPage PageOfManyWords(int number)
    {
        var page = new PdfTestPage();
        for (int y = 780; y > 300; y -= 20)
            page.Text(60, y, 12, $"Page {number} has words on line {y} that take a while to be read");
        return page;
    }
}
