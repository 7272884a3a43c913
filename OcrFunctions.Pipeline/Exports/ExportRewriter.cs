using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Writes a finished document's exports anew after its corrections have changed, until they hold all of them.</summary>
public sealed class ExportRewriter(DocumentStore documents, DocumentIndex index, DocumentExporter exporter, WriteBack writeBack)
{
    /// <summary>Rewrites; may be done again.</summary>
    /// <returns>The version of the results then; 0 for a document that is not finished.</returns>
    public async Task<int> RewriteAsync(string documentId, CancellationToken cancellationToken)
    {
        while (true)
        {
            DocumentRow? document = await documents.FindAsync(documentId, cancellationToken);
            if (document is null || !document.GetStatus().IsFinal() || document.GetStatus() == DocumentStatus.Deleted || document.Exports is null)
                return 0;
            if (document.ExportedCorrections == document.CorrectionsVersion)
            {
                await index.PutAsync(document, cancellationToken);
                return document.ResultVersion;
            }

            ExportResult exports = await exporter.WriteAsync(document, cancellationToken);
            int run = document.Run;
            document = await documents.ChangeAsync(documentId, row => row.Run == run && row.GetStatus().IsFinal() && row.GetStatus() != DocumentStatus.Deleted, exports.ApplyTo, cancellationToken);
            if (document is not null)
                await writeBack.CopyAsync(document, cancellationToken);
        }
    }
}
