using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Pipeline.Secrets;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>The first look at a document: what it is, how many pages it has, and how they will be read. May be done again.</summary>
public sealed class DocumentInspector(
    DocumentStore documents,
    DocumentIndex index,
    PageStore pageRows,
    DuplicateRegistry duplicates,
    SourceCache sources,
    DocumentSecrets secrets,
    DocumentWatches watches,
    IPageEngine engine,
    IOptions<OcrOptions> options,
    TimeProvider time)
{
    /// <summary>Inspects the document of a run and sets it running.</summary>
    /// <param name="run">The run.</param>
    /// <param name="runs">Tells of its orchestration, which somebody may terminate.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The plan; one with an error for a document that cannot be read.</returns>
    public async Task<DocumentPlan> InspectAsync(DocumentRun run, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        DocumentRow? document = await documents.FindAsync(run.Id, cancellationToken);
        if (document is null)
            return DocumentPlan.Refuse(OcrError.Of(ErrorCodes.InternalError, "The document's row is gone."));
        if (document.Run != run.Run || document.GetStatus().IsFinal() || document.GetStop(time.GetUtcNow()) is not null)
            return DocumentPlan.Nothing;
        // An option that intake found wrong.
        if (document.GetError() is { } error)
            return DocumentPlan.Refuse(error);

        using DocumentWatch watch = watches.Enter(document, runs);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(watch.Stopped, cancellationToken);
        try
        {
            return await LookAsync(document, run, end.Token);
        }
        catch (OperationCanceledException) when (watch.Reason is not null && !cancellationToken.IsCancellationRequested)
        {
            return DocumentPlan.Nothing;
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

    private async Task<DocumentPlan> LookAsync(DocumentRow document, DocumentRun run, CancellationToken cancellationToken)
    {
        using SourceLease source = await sources.OpenAsync(document, cancellationToken);
        DocumentInspection inspection = await AskEngineAsync(source.Path, await secrets.ReadAsync(document.SecretBlob, cancellationToken), cancellationToken);
        PageRanges? pages = PageRanges.Parse(document.Pages ?? "1-", inspection.Pages);
        if (pages is null || pages.Last > inspection.Pages)
            return DocumentPlan.Refuse(OcrError.Of(ErrorCodes.InvalidOption, $"Pages {document.Pages} were asked for; the document has {inspection.Pages}."));

        string sha256 = document.ContentSha256 ?? await HashAsync(source.Path, cancellationToken);
        DocumentRow? first = await duplicates.EnterAsync(document, sha256, pages, cancellationToken);
        DocumentRow? running = await documents.ChangeAsync(run, row =>
        {
            row.Status = nameof(DocumentStatus.Running);
            row.StartedAt ??= time.GetUtcNow();
            row.Kind = inspection.Kind.ToString();
            row.Pages = pages.ToString();
            row.PagesTotal = pages.Count;
            row.SourceLength = new FileInfo(source.Path).Length;
            row.ContentSha256 = sha256;
            row.SetWarnings([.. (inspection.Warnings ?? []).Select(warning => new OcrWarning(warning.Code, warning.Message))]);
            row.DuplicateOf = first?.PartitionKey;
        }, cancellationToken);
        if (running is null || running.Run != run.Run || running.GetStatus().IsFinal())
            return DocumentPlan.Nothing;
        await index.PutAsync(running, cancellationToken);

        PageRanges left = run.Run == 1 ? pages : await LeftAsync(running, pages, cancellationToken);
        if (left.Count == 0)
            return DocumentPlan.Nothing;
        DocumentPlan plan = DocumentPlan.Of(left, options.Value.PagesPerChunk, options.Value.EffectiveDocumentWindow);
        if (first is null || !options.Value.ReuseDuplicates)
            return plan;
        return first.GetStatus() == DocumentStatus.Succeeded ? plan with { CopyFrom = first.PartitionKey } : plan with { Wait = true };
    }

    /// <summary>What a later run has to do: of the pages that it is about, those that no run before it read.</summary>
    private async Task<PageRanges> LeftAsync(DocumentRow document, PageRanges pages, CancellationToken cancellationToken)
    {
        PageRanges wanted = document.RetryPages is { } retry && PageRanges.Parse(retry) is { } asked ? pages.Among(asked) : pages;
        return wanted.Without(await pageRows.ReadPagesAsync(document.PartitionKey, cancellationToken));
    }

    /// <summary>A crash gets a second chance on a fresh engine; a document that took all of its time does not.</summary>
    private async Task<DocumentInspection> AskEngineAsync(string path, string? password, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.InspectAsync(path, password, cancellationToken);
        }
        catch (EngineLostException e) when (e.Code == ErrorCodes.EngineCrashed)
        {
            return await engine.InspectAsync(path, password, cancellationToken);
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
