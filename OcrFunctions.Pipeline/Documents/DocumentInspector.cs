using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>The first look at a document: what it is, how many pages it has, and how they will be read. May be done again.</summary>
public sealed class DocumentInspector(
    DocumentStore documents,
    DocumentIndex index,
    SourceCache sources,
    IPageEngine engine,
    IOptions<OcrOptions> options,
    TimeProvider time)
{
    /// <summary>Inspects the document of a run and sets it running.</summary>
    /// <returns>The plan; one with an error for a document that cannot be read.</returns>
    public async Task<DocumentPlan> InspectAsync(DocumentRun run, CancellationToken cancellationToken)
    {
        DocumentRow? document = await documents.FindAsync(run.Id, cancellationToken);
        if (document is null)
            return DocumentPlan.Refuse(OcrError.Of(ErrorCodes.InternalError, "The document's row is gone."));
        // An option that intake found wrong.
        if (document.GetError() is { } error)
            return DocumentPlan.Refuse(error);

        try
        {
            using SourceLease source = await sources.OpenAsync(document, cancellationToken);
            DocumentInspection inspection = await AskEngineAsync(source.Path, cancellationToken);
            PageRanges? pages = PageRanges.Parse(document.Pages ?? "1-", inspection.Pages);
            if (pages is null || pages.Last > inspection.Pages)
                return DocumentPlan.Refuse(OcrError.Of(ErrorCodes.InvalidOption, $"Pages {document.Pages} were asked for; the document has {inspection.Pages}."));

            string sha256 = await HashAsync(source.Path, cancellationToken);
            DocumentRow? running = await documents.ChangeAsync(run, row =>
            {
                row.Status = nameof(DocumentStatus.Running);
                row.StartedAt ??= time.GetUtcNow();
                row.Kind = inspection.Kind.ToString();
                row.Pages = pages.ToString();
                row.PagesTotal = pages.Count;
                row.SourceLength = new FileInfo(source.Path).Length;
                row.ContentSha256 = sha256;
            }, cancellationToken);
            if (running is not null)
                await index.PutAsync(running, cancellationToken);
            return DocumentPlan.Of(pages, options.Value.PagesPerChunk, options.Value.EffectiveDocumentWindow);
        }
        catch (SourceLostException e)
        {
            return DocumentPlan.Refuse(e.Error);
        }
        catch (EngineRefusedException e)
        {
            return DocumentPlan.Refuse(OcrError.Of(e.Error.Code, e.Error.Message));
        }
        catch (EngineLostException e)
        {
            string code = e.Code == ErrorCodes.PageTimedOut ? ErrorCodes.InspectionTimedOut : e.Code;
            return DocumentPlan.Refuse(OcrError.Of(code, $"The document could not be inspected: {e.Message}"));
        }
    }

    /// <summary>A crash gets a second chance on a fresh engine; a document that took all of its time does not.</summary>
    private async Task<DocumentInspection> AskEngineAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.InspectAsync(path, cancellationToken);
        }
        catch (EngineLostException e) when (e.Code == ErrorCodes.EngineCrashed)
        {
            return await engine.InspectAsync(path, cancellationToken);
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
