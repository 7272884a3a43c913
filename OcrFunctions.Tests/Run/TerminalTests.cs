using System.Diagnostics;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Run;

/// <summary><c>./run</c> on a real terminal: bars, questions, Ctrl+C, and the end of the terminal itself.</summary>
public sealed class TerminalTests : IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(4);

    private readonly TestDocuments _documents = new();
    private readonly RunSandbox _sandbox = new();

    [Fact]
    public async Task Several_files_end_in_a_table_with_their_errors_below()
    {
        string good = _documents.Pdf(PdfTestPage.OfProse("Fine")), bad = _documents.File("pdf", []);
        using RunCommand run = RunCommand.StartOnTerminal(_sandbox, "--once", good, bad, "--out", "results", "--port", "0");
        Assert.Equal(1, await run.EndAsync(MaxWait));
        Assert.Matches($@"{Path.GetFileName(good)} +│ .*Succeeded", run.Said);
        Assert.Matches($@"{Path.GetFileName(bad)} +│ .*Failed", run.Said);
        Assert.Contains("2 documents: 1 Succeeded, 1 Failed", run.Said);
        Assert.Contains("[EmptyFile]", run.Said);
        await _sandbox.UntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_first_start_offers_the_samples_and_shows_their_results()
    {
        using RunCommand run = RunCommand.StartOnTerminal(_sandbox, "--port", "0");
        await run.UntilSaysAsync("Read them now", MaxWait);
        // Until it is heard: a key pressed before the terminal listens is lost.
        while (!run.Said.Contains('━', StringComparison.Ordinal) && !run.HasEnded)
        {
            run.Type("\r");
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }

        await run.UntilSaysAsync(@"letter\.pdf +│ .*Succeeded", MaxWait);
        await run.UntilSaysAsync("The text of ", MaxWait);
        run.Type("\u0003");
        await run.EndAsync(MaxWait);
        Assert.Contains("Stopping", run.Said);
        await _sandbox.UntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_terminal_that_is_closed_leaves_nothing_behind()
    {
        using RunCommand run = RunCommand.StartOnTerminal(_sandbox, "--once", Scan(), "--port", "0");
        await run.UntilSaysAsync("/20", MaxWait);
        using (Process terminal = Process.GetProcessById(run.ProcessId))
            terminal.Kill();
        await _sandbox.UntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_second_interrupt_ends_at_once_and_leaves_nothing_behind()
    {
        using RunCommand run = RunCommand.StartOnTerminal(_sandbox, "--once", Scan(), "--port", "0");
        await run.UntilSaysAsync("/20", MaxWait);
        run.Type("\u0003");
        await run.UntilSaysAsync("Stopping", MaxWait);
        run.Type("\u0003");
        Assert.NotEqual(0, await run.EndAsync(TimeSpan.FromSeconds(30)));
        await _sandbox.UntilNothingIsLeftAsync();
    }

    public void Dispose()
    {
        _documents.Dispose();
        foreach (Process left in _sandbox.Processes())
            left.Kill();
        _sandbox.Dispose();
    }

    private string Scan()
    {
        string pdf = _documents.Pdf([.. Enumerable.Range(1, 20).Select(RunCommandTests.PageOfManyWords)]);
        return _documents.File("tif",
            new TiffTestFile().Write([.. Enumerable.Range(1, 20).Select(page => _documents.DrawGray(pdf, page: page))]));
    }
}
