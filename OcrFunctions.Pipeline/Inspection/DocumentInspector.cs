using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Cancellation;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Secrets;
using OcrFunctions.Pipeline.Sources;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Inspection;

/// <summary>Inspection of a document: its kind, its number of pages, and how they will be read. Idempotent.</summary>
public sealed class DocumentInspector(
    DocumentStore documents,
    DocumentIndex index,
    PageStore pageRows,
    DuplicateRegistry duplicates,
    SourceCache sources,
    DocumentSecrets secrets,
    CancellationMonitors monitors,
    IPageEngine engine,
    IOptions<OcrOptions> options,
    TimeProvider time)
{
    /// <summary>Inspects the document of a run and sets it running.</summary>
    /// <param name="run">The run.</param>
    /// <param name="runs">Reports on its orchestration, which may be terminated from outside.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The plan; one with an error for a document that cannot be read.</returns>
    public async Task<DocumentPlan> InspectAsync(DocumentRun run, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        DocumentRow? document = await documents.FindAsync(run.Id, cancellationToken);
        if (document is null)
            return DocumentPlan.Refuse(OcrError.Of(ErrorCodes.InternalError, "The document's row no longer exists."));
        return await DocumentTrace.StepAsync("inspect document", run.Id, document.TraceParent, async span =>
        {
            span?.SetTag(TelemetryAttributes.DocumentRun, run.Run);
            DocumentPlan plan = await InspectAsync(document, run, runs, cancellationToken);
            span?.SetTag(TelemetryAttributes.DocumentPages, PageRanges.Parse(plan.Pages)?.Count ?? 0);
            if (plan.Error is { } error)
                DocumentTrace.Fail(span, error.Code, error.Message);
            return plan;
        });
    }

    private async Task<DocumentPlan> InspectAsync(DocumentRow document, DocumentRun run, IDocumentRuns runs,
        CancellationToken cancellationToken)
    {
        if (!document.MayBeReadBy(run, time.GetUtcNow()))
            return DocumentPlan.Nothing;
        // An option that intake found to be invalid.
        if (document.GetError() is { } error)
            return DocumentPlan.Refuse(error);

        using CancellationMonitor monitor = monitors.Watch(document, runs);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(monitor.Stopped, cancellationToken);
        try
        {
            return await InspectSourceAsync(document, run, end.Token);
        }
        catch (OperationCanceledException) when (monitor.Reason is not null && !cancellationToken.IsCancellationRequested)
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

    private async Task<DocumentPlan> InspectSourceAsync(DocumentRow document, DocumentRun run, CancellationToken cancellationToken)
    {
        using SourceLease source = await sources.OpenAsync(document, cancellationToken);
        DocumentInspection inspection =
            await InspectWithRetryAsync(source.Path, await secrets.ReadAsync(document.SecretBlob, cancellationToken), cancellationToken);
        PageRanges? pages = PageRanges.Parse(document.Pages ?? "1-", inspection.Pages);
        if (pages is null || pages.Last > inspection.Pages)
            return DocumentPlan.Refuse(
                OcrError.Of(ErrorCodes.InvalidOption, $"Pages {document.Pages} were requested; the document has {inspection.Pages}."));

        string sha256 = document.ContentSha256 ?? await HashAsync(source.Path, cancellationToken);
        DocumentRow? original = await duplicates.RegisterAsync(document, sha256, pages, cancellationToken);
        DocumentRow? running = await documents.ChangeAsync(run, row =>
        {
            row.Status = nameof(DocumentStatus.Running);
            row.StartedAt ??= time.GetUtcNow();
            row.Kind = inspection.Kind;
            row.Pages = pages.ToString();
            row.PagesTotal = pages.Count;
            row.SourceLength = new FileInfo(source.Path).Length;
            row.ContentSha256 = sha256;
            row.SetWarnings([.. (inspection.Warnings ?? []).Select(warning => new OcrWarning(warning.Code, warning.Message))]);
            row.DuplicateOf = original?.Id;
        }, cancellationToken);
        if (running is null || running.Run != run.Run || running.GetStatus().IsFinal())
            return DocumentPlan.Nothing;
        await index.PutAsync(running, cancellationToken);

        PageRanges remaining = run.Run == 1 ? pages : await RemainingPagesAsync(running, pages, cancellationToken);
        if (remaining.Count == 0)
            return DocumentPlan.Nothing;
        DocumentPlan plan = DocumentPlan.Of(remaining, options.Value.PagesPerChunk, options.Value.EffectiveDocumentWindow,
            options.Value.PagesPerActivity);
        if (original is null || !options.Value.ReuseDuplicates)
            return plan;
        return original.GetStatus() == DocumentStatus.Succeeded ? plan with { CopyFrom = original.Id } : plan with { Wait = true };
    }

    /// <summary>What a later run has to do: of its pages, those that no previous run has read.</summary>
    private async Task<PageRanges> RemainingPagesAsync(DocumentRow document, PageRanges pages, CancellationToken cancellationToken)
    {
        PageRanges? retried = document.RetryPages is { } retry ? PageRanges.Parse(retry) : null;
        PageRanges requested = retried is null ? pages : pages.Intersect(retried);
        return requested.Except(await pageRows.ReadPagesAsync(document.Id, cancellationToken));
    }

    /// <summary>A crash is retried once on a new engine; a document that timed out is not.</summary>
    private async Task<DocumentInspection> InspectWithRetryAsync(string path, Secret? password, CancellationToken cancellationToken)
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
