using System.Text.Json;
using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Requests;

/// <summary>
/// One line in, one line out, one at a time, on the calling thread. That thread lives as long as the process, which the
/// children rely on: the signal that ends them with their parent is tied to the thread that created them.
/// </summary>
internal sealed class RequestLoop(RequestHandler handler, ReplyWriter replies)
{
    public void Run(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            if (!string.IsNullOrWhiteSpace(line))
                replies.Write(ReplyTo(line));
    }

    private byte[] ReplyTo(string line)
    {
        long id = 0;
        try
        {
            id = IdOf(line);
            EngineRequest request = JsonSerializer.Deserialize<EngineRequest>(line, ProtocolJson.Options)
                ?? throw new JsonException("The request is null.");
            return ReplyWriter.Encode(handler.Handle(request));
        }
        catch (Exception e)
        {
            // The reply says in a sentence what an unexpected error was; the log, where.
            if (e is not EngineException)
                Console.Error.WriteLine(e);
            return ReplyWriter.Encode(new EngineReply { Id = id, Error = ErrorReply.From(e) });
        }
    }

    /// <summary>The id of a request that may be otherwise unreadable; 0 where it has none.</summary>
    private static long IdOf(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty("id", out JsonElement id)
            && id.ValueKind == JsonValueKind.Number
            && id.TryGetInt64(out long number)
            ? number
            : 0;
    }
}
