using System.Text;
using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// One engine process whose answers come from a script: a greeting, then a reply to each request until either side ends it.
/// </summary>
/// <param name="script">The current script.</param>
/// <param name="connection">Lines of the engine's protocol; it ends with the relay's process, which the pool kills like any
/// engine's.</param>
internal sealed class ScriptedEngineProcess(Func<ScriptedEngine> script, Stream connection) : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StreamReader _requests = new(connection, Utf8);
    private readonly StreamWriter _replies = new(connection, Utf8) { NewLine = "\n" };

    /// <summary>
    /// Ends with the connection, or with a request whose script makes the engine crash: the connection must then be closed.
    /// </summary>
    public async Task RunAsync()
    {
        Task<string?> next = ReadAsync();
        bool continues = await WriteAsync(new EngineReply { Id = 0, Hello = new EngineHello("5.9.9", "1.99.0", ["deu", "eng"]) });
        while (continues && await next is { } line)
        {
            EngineRequest request = JsonSerializer.Deserialize<EngineRequest>(line, ProtocolJson.Options)!;
            next = ReadAsync();
            using var killed = new CancellationTokenSource();
            Task<EngineReply?> answer = AnswerAsync(request, killed.Token);
            // The next request comes after the answer: anything before it is the end of the connection.
            if (await Task.WhenAny(answer, next) == next)
                await killed.CancelAsync();
            continues = await answer is { } reply && await WriteAsync(reply);
        }
    }

    /// <returns>Null if the engine crashes.</returns>
    private async Task<EngineReply?> AnswerAsync(EngineRequest request, CancellationToken killed)
    {
        try
        {
            return await ReplyAsync(request, killed);
        }
        catch (EngineRefusedException e)
        {
            return new EngineReply { Id = request.Id, Error = e.Error };
        }
        catch (EngineLostException e) when (e.Code == ErrorCodes.PageTimedOut)
        {
            // Only the pool can detect a time-out.
            await Task.Delay(Timeout.Infinite, killed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }
        catch (EngineLostException)
        {
            return null;
        }
        catch (OperationCanceledException) when (killed.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<EngineReply> ReplyAsync(EngineRequest request, CancellationToken killed)
    {
        var reply = new EngineReply { Id = request.Id };
        ScriptedEngine engine = script();
        switch (request)
        {
            case InspectRequest inspect:
                return reply with { Inspection = await engine.InspectAsync(inspect.Path, inspect.Password, killed) };
            case RecognizeRequest page:
                var pageWork = new PageWork(page.Path, page.Kind, page.Page, page.Options) { Password = page.Password };
                return reply with { Page = await engine.RecognizeAsync(pageWork, killed) };
            case SearchableRequest made:
                var work = new SearchableWork(made.Path, made.Kind, engine.Pages, made.Layer, made.Output) { Password = made.Password };
                return reply with { Searchable = await engine.MakeSearchableAsync(work, killed) };
            case ArchivalRequest made:
                var pdfA = new SearchableWork(made.Path, made.Kind, engine.Pages, made.Layer, made.Output) { Password = made.Password };
                return reply with { Archival = await engine.MakeArchivalAsync(pdfA, killed) };
            case RenderRequest drawn:
                await engine.RenderAsync(
                    new RenderWork(drawn.Path, drawn.Kind, drawn.Page, drawn.Dpi, drawn.Output) { Password = drawn.Password }, killed);
                return reply with { Rendered = new RenderedPage(new FileInfo(drawn.Output).Length) };
            case DescribeRequest:
                return reply with { Description = await engine.DescribeAsync(killed) };
            default:
                throw new NotSupportedException($"The scripted engine has no answer to {request.GetType().Name}.");
        }
    }

    public void Dispose()
    {
        _requests.Dispose();
        _replies.Dispose();
    }

    /// <returns>Null at the end of the connection.</returns>
    private async Task<string?> ReadAsync()
    {
        try
        {
            return await _requests.ReadLineAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <returns>False at the end of the connection.</returns>
    private async Task<bool> WriteAsync(EngineReply reply)
    {
        try
        {
            await _replies.WriteLineAsync(JsonSerializer.Serialize(reply, ProtocolJson.Options));
            await _replies.FlushAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
