using Microsoft.AspNetCore.Http;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.DeadLetters;

namespace OcrFunctions.Http;

/// <summary>A dead letter as the API shows it.</summary>
/// <param name="Id">What to send it again by.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Name">Its name.</param>
/// <param name="Attempts">Times it was tried in its last run.</param>
/// <param name="Run">The run that gave it up.</param>
/// <param name="FailedAt">When, UTC.</param>
/// <param name="Batch">The caller's name for the document's group.</param>
/// <param name="ExternalId">The caller's own id of the document.</param>
/// <param name="Error">Code, last error, page.</param>
/// <param name="Links">Where to go from it.</param>
public sealed record DeadLetterAnswer(
    string Id, string DocumentId, string Name, int Attempts, int Run, DateTime FailedAt, string? Batch, string? ExternalId, OcrError Error, DeadLetterLinks Links)
{
    public static DeadLetterAnswer Of(DeadLetter letter, HttpRequest request) => new(
        letter.GetId(), letter.DocumentId, letter.Name, letter.Attempts, letter.Run, letter.FailedAt.UtcDateTime, letter.Batch, letter.ExternalId,
        new OcrError(letter.Code, letter.Message, letter.Page),
        new DeadLetterLinks($"{DocumentLinks.Root(request)}/{Routes.Documents}/{letter.DocumentId}", $"{DocumentLinks.Root(request)}/{Routes.DeadLetters}/{letter.GetId()}/requeue"));
}

/// <param name="Document">Status of its document.</param>
/// <param name="Requeue">POST sends it again.</param>
public sealed record DeadLetterLinks(string Document, string Requeue);
