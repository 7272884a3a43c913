using System.Text.Json.Serialization;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Errors;

/// <summary>Why a document or page was not read: a stable code and a sentence for the document's owner.</summary>
/// <param name="Code">One of the codes listed in docs/errors.md.</param>
/// <param name="Message">At most 2,000 characters.</param>
/// <param name="Page">Page number, from 1, if the error belongs to one page.</param>
public sealed record OcrError(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("page")] int? Page = null)
{
    /// <summary>Maximum length of a stored message. Longer ones could hang an orchestration that carries them.</summary>
    public const int MaxMessage = EngineLimits.MaxMessage;

    /// <summary>An error whose message is truncated to the maximum length.</summary>
    public static OcrError Of(string code, string message, int? page = null) =>
        new(code, message.Length <= MaxMessage ? message : string.Concat(message.AsSpan(0, MaxMessage - 1), "…"), page);
}
