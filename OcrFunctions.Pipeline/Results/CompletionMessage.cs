using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Results;

/// <summary>What queue <c>ocr-completed</c> says of a document that came to an end.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its final status.</param>
/// <param name="Run">The run that ended; with the id it tells a message that comes twice.</param>
/// <param name="Batch">The caller's name for its group.</param>
/// <param name="ExternalId">The caller's own id.</param>
/// <param name="Progress">Its pages.</param>
/// <param name="Confidence">Left out without words.</param>
/// <param name="Error">Left out where there is none.</param>
/// <param name="CompletedAt">UTC.</param>
/// <param name="Links">Where its results are: below <c>Ocr__PublicUrl</c>, or paths where that is not set.</param>
public sealed record CompletionMessage(
    string Id,
    string Name,
    DocumentStatus Status,
    int Run,
    string? Batch,
    string? ExternalId,
    DocumentProgress Progress,
    DocumentConfidence? Confidence,
    OcrError? Error,
    DateTime? CompletedAt,
    CompletionLinks Links)
{
    /// <param name="document">A finished document.</param>
    /// <param name="api">URL or path of the API, without a slash at its end.</param>
    public static CompletionMessage Of(DocumentRow document, string api)
    {
        DocumentStatusBody body = DocumentStatusBody.Of(document.PartitionKey, document);
        string self = $"{api}/documents/{document.PartitionKey}";
        return new CompletionMessage(
            body.Id, body.Name, body.Status, document.Run, body.Batch, body.ExternalId, body.Progress, body.Confidence, body.Error, body.CompletedAt,
            new CompletionLinks(self, self + "/text", self + "/pages"));
    }
}

/// <param name="Self">The status.</param>
/// <param name="Text">The text.</param>
/// <param name="Pages">Pages with their words.</param>
public sealed record CompletionLinks(string Self, string Text, string Pages);
