using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Exports;

namespace OcrFunctions.Pipeline.Results;

/// <summary>Message of queue <c>ocr-completed</c> about a finished document.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its final status.</param>
/// <param name="Run">The run that ended; with the id it identifies a duplicate message.</param>
/// <param name="Batch">The caller's name for its group.</param>
/// <param name="ExternalId">The caller's own id.</param>
/// <param name="Progress">Its pages.</param>
/// <param name="Confidence">Omitted without words.</param>
/// <param name="Error">Omitted if there is none.</param>
/// <param name="CompletedAt">UTC.</param>
/// <param name="Links">URLs of its results: below <c>Ocr__PublicUrl</c>, or paths if that is not set.</param>
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
        DocumentStatusBody body = DocumentStatusBody.Of(document.Id, document);
        string self = $"{api}/{ApiRoutes.DocumentsSegment}/{document.Id}";
        return new CompletionMessage(
            body.Id, body.Name, body.Status, document.Run, body.Batch, body.ExternalId, body.Progress, body.Confidence, body.Error,
            body.CompletedAt,
            new CompletionLinks(self, document.GetExports().Contains(ExportFormats.Text.Name) ? $"{self}/{ExportFormats.Text.Name}" : null,
                self + "/pages"));
    }
}

/// <param name="Self">The status.</param>
/// <param name="Text">The text; null if it is not among the exports.</param>
/// <param name="Pages">Pages with their words.</param>
public sealed record CompletionLinks(string Self, string? Text, string Pages);
