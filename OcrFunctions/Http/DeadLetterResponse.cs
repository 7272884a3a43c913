using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.DeadLetters;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Http;

/// <summary>A dead letter in the API.</summary>
/// <param name="Id">Id by which it is requeued.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Name">Its name.</param>
/// <param name="Attempts">Number of attempts in its last run.</param>
/// <param name="Run">The run in which it failed.</param>
/// <param name="FailedAt">Time, UTC.</param>
/// <param name="Batch">The caller's name for the document's group.</param>
/// <param name="ExternalId">The caller's own id of the document.</param>
/// <param name="Error">Code, last error, page.</param>
/// <param name="Links">Related URLs.</param>
public sealed record DeadLetterResponse(
    string Id, string DocumentId, string Name, int Attempts, int Run, DateTime FailedAt, string? Batch, string? ExternalId, OcrError Error,
    DeadLetterLinks Links)
{
    /// <param name="letter">The dead letter.</param>
    /// <param name="api">URL of the API, without a slash at its end.</param>
    public static DeadLetterResponse Of(DeadLetter letter, string api) => new(
        letter.GetId(), letter.DocumentId, letter.Name, letter.Attempts, letter.Run, letter.FailedAt.UtcDateTime, letter.Batch,
        letter.ExternalId,
        new OcrError(letter.Code, letter.Message, letter.Page),
        new DeadLetterLinks($"{api}/{ApiRoutes.DocumentsSegment}/{letter.DocumentId}",
            $"{api}/{ApiRoutes.DeadLettersSegment}/{letter.GetId()}/{ApiRoutes.RequeueSegment}"));
}

/// <param name="Document">Status of its document.</param>
/// <param name="Requeue">POST requeues it.</param>
public sealed record DeadLetterLinks(string Document, string Requeue);
