using System.Diagnostics;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>The engine's behavior as a process: its greeting, its streams, its environment.</summary>
public sealed class EngineProcessTests : IDisposable
{
    private readonly TestDocuments _documents = new();

    [Fact]
    public async Task The_handshake_has_its_versions_and_languages()
    {
        var watch = Stopwatch.StartNew();
        using EngineClient engine = await EngineClient.Start();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(0, engine.Handshake.Id);
        EngineHello hello = engine.Handshake.Hello!;
        Assert.True(Version.Parse(hello.Tesseract.Split('-')[0]).Major >= 5);
        Assert.True(Version.TryParse(hello.Leptonica, out _));
        Assert.Contains("eng", hello.Languages);
        Assert.DoesNotContain("osd", hello.Languages);
        Assert.Equal(hello.Languages.Order(StringComparer.Ordinal), hello.Languages);
    }

    [Fact]
    public async Task Without_the_libraries_it_reports_what_to_install()
    {
        // A file that is not a library hides the real one from the loader.
        foreach (string name in new[] { "libtesseract.so.5", "libtesseract.so" })
            File.WriteAllBytes(Path.Combine(_documents.Folder, name), []);
        using EngineClient engine = await EngineClient.Start(("LD_LIBRARY_PATH", _documents.Folder));
        Assert.Equal((0, EngineErrorCodes.EngineNotInstalled), (engine.Handshake.Id, engine.Handshake.Error?.Code));
        Assert.Contains("apt-get install tesseract-ocr poppler-utils", engine.Handshake.Error!.Message);
        Assert.Equal(1, await engine.End(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Without_poppler_images_are_read_and_errors_of_PDFs_name_what_to_install()
    {
        string pdf = _documents.Pdf(PdfTestPage.OfProse("Some text"));
        string png = _documents.Draw(pdf, "png");
        string folder = Directory.CreateDirectory(_documents.NewPath("bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "dotnet"), OnPath("dotnet"));
        using EngineClient engine = await EngineClient.Start(("PATH", folder));
        Assert.Equal("Some text", (await engine.Page(png, DocumentKind.Png)).Text());
        EngineError? error = (await engine.Inspect(pdf)).Error;
        Assert.Equal(EngineErrorCodes.EngineNotInstalled, error?.Code);
        Assert.Contains("poppler-utils", error!.Message);
    }

    [Fact]
    public async Task Standard_output_belongs_to_the_protocol_alone()
    {
        using EngineClient engine = await EngineClient.Start();
        string Descriptor(int n) => new FileInfo($"/proc/{engine.ProcessId}/fd/{n}").LinkTarget!;
        Assert.Equal(Descriptor(2), Descriptor(1));

        // libtiff, libjpeg and Tesseract all print messages about these.
        GrayImage small = new(8, 8, new byte[64], 1, 1);
        byte[] tiff = new TiffTestFile().Write([small, small]);
        string cut = _documents.File("tif", tiff.AsSpan(0, tiff.Length - 30));
        byte[] jpeg = File.ReadAllBytes(_documents.Draw(_documents.Pdf(PdfTestPage.OfProse("Some text")), "jpeg"));
        string half = _documents.File("jpg", jpeg.AsSpan(0, jpeg.Length / 2));
        for (int page = 1; page <= 2; page++)
            Assert.NotEqual(0, (await engine.Recognize(cut, DocumentKind.Tiff, page)).Id);
        Assert.NotEmpty((await engine.Page(half, DocumentKind.Jpeg)).Warnings);
    }

    [Theory]
    [InlineData("not json", 0)]
    [InlineData("[]", 0)]
    [InlineData("null", 0)]
    [InlineData("""{"id":7,"op":"dance","path":"/tmp/x"}""", 7)]
    [InlineData("""{"id":8,"op":"inspect"}""", 8)]
    public async Task An_invalid_request_is_answered_and_the_next_one_is_served(string line, long id)
    {
        using EngineClient engine = await EngineClient.Start();
        engine.SendLine(line);
        EngineReply reply = await engine.Receive();
        Assert.Equal((id, EngineErrorCodes.EngineFailed), (reply.Id, reply.Error?.Code));
        Assert.NotNull((await engine.Inspect(_documents.Pdf(new PdfTestPage()))).Inspection);
    }

    [Fact]
    public async Task One_page_uses_one_processor_even_if_the_parent_does_not_limit_it()
    {
        Assert.SkipUnless(Environment.ProcessorCount > 1, "needs two processors to tell");
        string pdf =
            _documents.Pdf(
                PdfTestPage.OfProse([.. Enumerable.Range(1, 30).Select(n => $"Line number {n} of a page that takes a while to read")]));
        string png = _documents.Draw(pdf, "png", dpi: 300);
        using EngineClient engine = await EngineClient.Start(("OMP_THREAD_LIMIT", null));
        int before = NativeThreads(engine.ProcessId);
        _ = await engine.Page(png, DocumentKind.Png);
        // OpenMP's threads persist once created, so their number shows it, however busy the machine is.
        Assert.Equal(before, NativeThreads(engine.ProcessId));
    }

    [Fact]
    public async Task Models_of_two_folders_work_together_and_leave_nothing_behind()
    {
        string system = InstalledModel.Find("eng");
        string own = Directory.CreateDirectory(_documents.NewPath("tessdata")).FullName;
        string temporary = Directory.CreateDirectory(_documents.NewPath("tmp")).FullName;
        File.Copy(system, Path.Combine(own, "house.traineddata"));
        using EngineClient engine = await EngineClient.Start(("OCRFUNCTIONS_TESSDATA", own), ("TMPDIR", temporary));
        Assert.Contains("house", engine.Handshake.Hello!.Languages);
        string pdf = _documents.Pdf(PdfTestPage.OfProse("Some text"));
        Assert.Equal("Some text", (await engine.Page(pdf, DocumentKind.Pdf, language: "eng+house")).Text());
        Assert.Equal("Some text", (await engine.Page(pdf, DocumentKind.Pdf, language: "house")).Text());
        Assert.DoesNotContain(Directory.GetFileSystemEntries(temporary), entry => entry.Contains("tessdata", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_model_is_an_error_and_not_a_silent_loss_of_a_language()
    {
        string own = Directory.CreateDirectory(_documents.NewPath("tessdata")).FullName;
        File.WriteAllBytes(Path.Combine(own, "broken.traineddata"), new byte[100]);
        using EngineClient engine = await EngineClient.Start(("OCRFUNCTIONS_TESSDATA", own));
        string pdf = _documents.Pdf(PdfTestPage.OfProse("Some text"));
        foreach (string language in new[] { "broken", "eng+broken" })
        {
            EngineError? error = (await engine.Recognize(pdf, DocumentKind.Pdf, language: language)).Error;
            Assert.Equal(EngineErrorCodes.EngineFailed, error?.Code);
            Assert.Contains("broken", error!.Message);
        }
    }

    public void Dispose() => _documents.Dispose();

    private static int NativeThreads(int process) => Directory.GetDirectories($"/proc/{process}/task")
        .Count(task => !File.ReadAllText(Path.Combine(task, "comm")).StartsWith(".NET", StringComparison.Ordinal));

    private static string OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, program)).First(File.Exists);
}
