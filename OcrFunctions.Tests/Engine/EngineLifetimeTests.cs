using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

public sealed class EngineLifetimeTests : IDisposable
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestDocuments _documents = new();

    [Fact]
    public async Task An_idle_engine_exits_with_code_0_when_its_input_closes()
    {
        using EngineClient engine = await EngineClient.Start();
        engine.LetGo();
        Assert.Equal(0, await engine.End(AtOnce));
    }

    [Fact]
    public async Task An_engine_ends_at_once_in_the_middle_of_a_recognition()
    {
        string pdf = _documents.Pdf(PageOfManyWords());
        string png = _documents.Draw(pdf, "png", dpi: 300);
        string temporary = Directory.CreateDirectory(_documents.NewPath("tmp")).FullName;
        using EngineClient engine = await EngineClient.Start(("TMPDIR", temporary), ("DOTNET_EnableDiagnostics", null));
        engine.SendRecognize(png, DocumentKind.Png);
        long before = ProcessTable.Ticks(engine.ProcessId);
        await ProcessTable.Until(() => ProcessTable.Ticks(engine.ProcessId) > before + 60, Patience, "the engine is at work");
        engine.LetGo();
        Assert.Equal(0, await engine.End(AtOnce));
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    [Fact]
    public async Task An_engine_ends_on_SIGTERM_and_ignores_SIGINT()
    {
        using EngineClient engine = await EngineClient.Start();
        await Signal("INT", engine.ProcessId);
        Assert.NotNull((await engine.Inspect(_documents.Pdf(new PdfTestPage()))).Inspection);
        await Signal("TERM", engine.ProcessId);
        Assert.Equal(0, await engine.End(AtOnce));
    }

    [Fact]
    public async Task The_rasterizer_ends_with_the_engine()
    {
        using EngineClient engine = await EngineClient.Start();
        int child = await Drawing(engine.ProcessId, () => engine.SendRecognize(_documents.Pdf(PageThatIsSlowToDraw()), DocumentKind.Pdf));
        engine.LetGo();
        Assert.Equal(0, await engine.End(AtOnce));
        await ProcessTable.Until(() => !ProcessTable.IsAlive(child), AtOnce, "pdftoppm has ended");
    }

    [Fact]
    public async Task The_rasterizer_ends_with_a_killed_engine()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "needs setpriv, which ties a child's life to its parent's");
        using EngineClient engine = await EngineClient.Start();
        int child = await Drawing(engine.ProcessId, () => engine.SendRecognize(_documents.Pdf(PageThatIsSlowToDraw()), DocumentKind.Pdf));
        using (var process = Process.GetProcessById(engine.ProcessId))
            process.Kill();
        await ProcessTable.Until(() => !ProcessTable.IsAlive(child), AtOnce, "pdftoppm has ended");
    }

    [Fact]
    public async Task An_engine_and_its_rasterizer_end_when_the_parent_is_killed()
    {
        (Process parent, int engine) = await UnderAShell(_documents.Pdf(PageThatIsSlowToDraw()), DocumentKind.Pdf);
        using (parent)
        {
            int child = await Drawing(engine, () => { });
            parent.Kill();
            await ProcessTable.Until(() => !ProcessTable.IsAlive(engine), AtOnce, "the engine has ended");
            await ProcessTable.Until(() => !ProcessTable.IsAlive(child), AtOnce, "pdftoppm has ended");
        }
    }

    [Fact]
    public async Task An_engine_ends_in_the_middle_of_a_recognition_when_its_parent_is_killed()
    {
        (Process parent, int engine) =
            await UnderAShell(_documents.Draw(_documents.Pdf(PageOfManyWords()), "png", dpi: 300), DocumentKind.Png);
        using (parent)
        {
            await ProcessTable.Until(() => ProcessTable.Ticks(engine) > 200, Patience, "the engine is at work");
            parent.Kill();
            await ProcessTable.Until(() => !ProcessTable.IsAlive(engine), AtOnce, "the engine has ended");
        }
    }

    public void Dispose() => _documents.Dispose();

    /// <summary>Starts an engine as a shell's child, with a page to read.</summary>
    private static async Task<(Process Shell, int Engine)> UnderAShell(string document, DocumentKind kind)
    {
        string request =
            JsonSerializer.Serialize<EngineRequest>(
                new RecognizeRequest { Id = 1, Path = document, Kind = kind, Page = 1, Options = new("eng") }, ProtocolJson.Options);
        Process shell = Process.Start(new ProcessStartInfo("bash",
            ["-c", "coproc { exec dotnet exec \"$0\"; }; echo $COPROC_PID; printf '%s\\n' \"$1\" >&${COPROC[1]}; read -r",
                EngineClient.Assembly, request])
        { RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { ["DOTNET_EnableDiagnostics"] = "0" } })!;
        return (shell,
            int.Parse((await shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture));
    }

    private static async Task Signal(string name, int process)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <returns>The process that rasterizes for the engine.</returns>
    private static async Task<int> Drawing(int engine, Action start)
    {
        start();
        int child = 0;
        await ProcessTable.Until(
            () => (child =
                ProcessTable.ChildrenOf(engine).FirstOrDefault(id => CommandLine(id).StartsWith("pdftoppm", StringComparison.Ordinal)))
                != 0,
            Patience,
            "pdftoppm draws");
        return child;
    }

    private static string CommandLine(int id)
    {
        try
        {
            return Path.GetFileName(File.ReadAllText($"/proc/{id}/cmdline").Split('\0')[0]);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static PdfTestPage PageOfManyWords()
    {
        var page = new PdfTestPage();
        for (int y = 800; y > 40; y -= 9)
            page.Text(40, y, 8, string.Join(' ', Enumerable.Range(y, 16).Select(n => $"word{n}")));
        return page;
    }

    private static PdfTestPage PageThatIsSlowToDraw()
    {
        PdfTestPage page = new PdfTestPage { Width = 2000, Height = 2000 }.Draw("/Half gs");
        for (int i = 0; i < 20_000; i++)
            page.Draw("0 0 2000 2000 re f");
        return page;
    }
}
