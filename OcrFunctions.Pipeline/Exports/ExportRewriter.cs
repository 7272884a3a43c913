using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Rewrites a finished document's exports after its corrections have changed, until they include all of them.</summary>
public sealed class ExportRewriter(DocumentStore documents, DocumentIndex index, DocumentExporter exporter, WriteBack writeBack)
{
    /// <summary>Rewrites; idempotent.</summary>
    /// <returns>The resulting version of the results; 0 for an unfinished document.</returns>
    public async Task<int> RewriteAsync(string documentId, CancellationToken cancellationToken)
    {
        DocumentRow? document = await documents.FindAsync(documentId, cancellationToken);
        return await DocumentTrace.StepAsync("rewrite exports", documentId, document?.TraceParent,
            _ => RewriteAsync(documentId, document, cancellationToken));
    }

    private async Task<int> RewriteAsync(string documentId, DocumentRow? document, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (document is null || !document.GetStatus().IsFinal() || document.GetStatus() == DocumentStatus.Deleted
                || document.Exports is null)
                return 0;
            if (document.ExportedCorrections == document.CorrectionsVersion)
            {
                await index.PutAsync(document, cancellationToken);
                return document.ResultVersion;
            }

            ExportResult exports = await exporter.WriteAsync(document, cancellationToken);
            int run = document.Run;
            // Whether this was the last time is told by the very row that says so: a correction that finds it starts the next writing.
            document = await documents.ChangeAsync(documentId,
                row => row.Run == run && row.GetStatus().IsFinal() && row.GetStatus() != DocumentStatus.Deleted, exports.ApplyTo,
                cancellationToken);
            if (document is not null)
                await writeBack.CopyAsync(document, cancellationToken);
        }
    }
}
