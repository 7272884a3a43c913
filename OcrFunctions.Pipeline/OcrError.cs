using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline;

/// <summary>Why a document or page was not read: a stable code and a sentence for the person whose document it is.</summary>
/// <param name="Code">One of the codes listed in docs/errors.md.</param>
/// <param name="Message">At most 2,000 characters.</param>
/// <param name="Page">Page number, from 1, where the error is one page's.</param>
public sealed record OcrError(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("page")] int? Page = null)
{
    /// <summary>Longest message that is kept. Longer ones could hang an orchestration that carries them.</summary>
    public const int MaxMessage = 2_000;

    /// <summary>An error whose message is cut to what may be kept.</summary>
    public static OcrError Of(string code, string message, int? page = null) =>
        new(code, message.Length <= MaxMessage ? message : string.Concat(message.AsSpan(0, MaxMessage - 1), "…"), page);
}
