using System.Diagnostics;
using System.Text.Json;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Tests.Engine;

/// <summary>A real engine process, driven line by line.</summary>
internal sealed class EngineClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private long _lastId;

    private EngineClient(Process process) => _process = process;

    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "engine", "OcrFunctions.Engine.dll");

    public EngineReply Handshake { get; private set; } = new() { Id = -1 };

    public int ProcessId => _process.Id;

    /// <param name="environment">Changes to the environment; null removes a variable.</param>
    public static async Task<EngineClient> Start(params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Assembly])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Killed, the runtime would leave its debugging pipes in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach ((string name, string? value) in environment)
            start.Environment[name] = value;
        var client = new EngineClient(Process.Start(start)!);
        client._process.ErrorDataReceived += (_, _) => { };
        client._process.BeginErrorReadLine();
        client.Handshake = await client.Receive();
        return client;
    }

    public async Task<EngineReply> Inspect(string path, int maxPages = EngineLimits.MaxPages, string? password = null)
    {
        long id = Send(new InspectRequest { Id = ++_lastId, Path = path, MaxPages = maxPages, Password = Secret.Of(password) });
        return await ReplyTo(id);
    }

    public async Task<EngineReply> Recognize(
        string path, DocumentKind kind, int page = 1, string language = "eng", long maxPixels = EngineLimits.MaxPixels,
        TextMode mode = TextMode.Force, string? password = null)
    {
        long id = SendRecognize(path, kind, page, language, maxPixels, mode, password);
        return await ReplyTo(id);
    }

    public async Task<EngineReply> Searchable(string path, DocumentKind kind, string layer, string output, string? password = null)
    {
        long id = Send(
            new SearchableRequest
            {
                Id = ++_lastId,
                Path = path,
                Kind = kind,
                Layer = layer,
                Output = output,
                Password = Secret.Of(password)
            });
        return await ReplyTo(id);
    }

    public async Task<EngineReply> Archive(string path, DocumentKind kind, string layer, string output, string? password = null)
    {
        long id = Send(
            new ArchivalRequest
            {
                Id = ++_lastId,
                Path = path,
                Kind = kind,
                Layer = layer,
                Output = output,
                Password = Secret.Of(password)
            });
        return await ReplyTo(id);
    }

    public async Task<EngineReply> Render(string path, DocumentKind kind, string output, int page = 1, int dpi = 150)
    {
        long id = Send(new RenderRequest { Id = ++_lastId, Path = path, Kind = kind, Page = page, Dpi = dpi, Output = output });
        return await ReplyTo(id);
    }

    /// <summary>The engine's description of itself, and of what is installed.</summary>
    public async Task<EngineDescription> Describe()
    {
        EngineReply reply = await ReplyTo(Send(new DescribeRequest { Id = ++_lastId }));
        Assert.True(reply.Description is not null, $"{reply.Error?.Code}: {reply.Error?.Message}");
        return reply.Description;
    }

    /// <summary>The page (recognized unless another mode is given), or a failed test with the engine's answer.</summary>
    public async Task<RecognizedPage> Page(string path, DocumentKind kind, int page = 1, string language = "eng",
        TextMode mode = TextMode.Force, SecondReaderMode secondReader = SecondReaderMode.Off, EngineChoice engine = EngineChoice.Auto)
    {
        EngineReply reply = await ReplyTo(
            SendRecognize(path, kind, page, language, mode: mode, secondReader: secondReader, engine: engine));
        Assert.True(reply.Page is not null, $"{reply.Error?.Code}: {reply.Error?.Message}");
        return reply.Page;
    }

    /// <summary>Sends a request without waiting for the answer.</summary>
    public long SendRecognize(string path, DocumentKind kind, int page = 1, string language = "eng",
        long maxPixels = EngineLimits.MaxPixels, TextMode mode = TextMode.Force, string? password = null,
        SecondReaderMode secondReader = SecondReaderMode.Off, EngineChoice engine = EngineChoice.Auto) =>
        Send(new RecognizeRequest
        {
            Id = ++_lastId,
            Path = path,
            Kind = kind,
            Page = page,
            Options = new(language, mode, secondReader, engine),
            MaxPixels = maxPixels,
            Password = Secret.Of(password)
        });

    public void SendLine(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public async Task<EngineReply> Receive()
    {
        string? line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        Assert.True(line is not null, "The engine's output ended.");
        return JsonSerializer.Deserialize<EngineReply>(line, ProtocolJson.Options)!;
    }

    /// <summary>Closes the engine's standard input.</summary>
    public void LetGo() => _process.StandardInput.Close();

    /// <returns>The exit code.</returns>
    public async Task<int> End(TimeSpan patience)
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private long Send(EngineRequest request)
    {
        SendLine(JsonSerializer.Serialize(request, ProtocolJson.Options));
        return request.Id;
    }

    public async Task<EngineReply> ReplyTo(long id)
    {
        EngineReply reply = await Receive();
        Assert.Equal(id, reply.Id);
        return reply;
    }
}
