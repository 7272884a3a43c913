using Microsoft.Extensions.Logging;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Pipeline.Secrets;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// Has the engine make a document's searchable PDF and its PDF/A: the source is a stranger's file, which is opened nowhere else. One that
/// cannot be made fails nothing else: the words are there in every other form.
/// </summary>
public sealed partial class PdfExports(SourceCache sources, DocumentSecrets secrets, IPageEngine engine, ILogger<PdfExports> log)
{
    /// <summary>Makes those of the two that are asked for.</summary>
    /// <param name="document">The document.</param>
    /// <param name="folder">Where the words lie as <see cref="TextLayerExport"/> writes them, and where the PDFs are written; one that cannot be made is not there afterwards.</param>
    /// <param name="formats">What is asked for.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What the document's owner should know.</returns>
    public async Task<IReadOnlyList<OcrWarning>> WriteAsync(DocumentRow document, string folder, IReadOnlyCollection<ExportFormat> formats, CancellationToken cancellationToken)
    {
        bool wantsPdf = formats.Contains(ExportFormat.Pdf), wantsPdfA = formats.Contains(ExportFormat.PdfA);
        if (!wantsPdf && !wantsPdfA)
            return [];

        List<OcrWarning> warnings = [];
        string layer = Path.Combine(folder, TextLayerExport.FileName), pdf = Path.Combine(folder, ExportFormat.Pdf.FileName), pdfA = Path.Combine(folder, ExportFormat.PdfA.FileName);
        bool isPdf = document.Kind == nameof(DocumentKind.Pdf);
        if (wantsPdf || isPdf)
        {
            IReadOnlyList<OcrWarning> ofPdf = await AttemptAsync(document, layer, pdf, WarningCodes.NoSearchablePdf, "searchable PDF", async (work, stop) => (await engine.MakeSearchableAsync(work, stop)).Warnings, cancellationToken);
            // Where only the PDF/A is wanted, a PDF on the way to it needs no word of its own.
            warnings.AddRange(wantsPdf ? ofPdf : ofPdf.Where(one => one.Code == WarningCodes.NoSearchablePdf));
        }

        if (!wantsPdfA)
            return warnings;
        if (isPdf && !File.Exists(pdf))
            warnings.Add(NotMade(document.PartitionKey, WarningCodes.NoPdfA, "PDF/A", "it is made of the searchable PDF."));
        else
            warnings.AddRange(await AttemptAsync(
                document, layer, pdfA, WarningCodes.NoPdfA, "PDF/A", async (work, stop) => (await engine.MakeArchivalAsync(isPdf ? work with { Path = pdf } : work, stop)).Warnings, cancellationToken));
        return warnings;
    }

    private async Task<IReadOnlyList<OcrWarning>> AttemptAsync(
        DocumentRow document, string layer, string output, string code, string what, Func<SearchableWork, CancellationToken, Task<IReadOnlyList<EngineWarning>?>> make, CancellationToken cancellationToken)
    {
        try
        {
            using SourceLease source = await sources.OpenAsync(document, cancellationToken);
            string? password = await secrets.ReadAsync(document.SecretBlob, cancellationToken);
            var work = new SearchableWork(source.Path, Enum.Parse<DocumentKind>(document.Kind!), document.PagesTotal ?? 1, layer, output) { Password = password };
            return [.. (await make(work, cancellationToken) ?? []).Select(warning => new OcrWarning(warning.Code, warning.Message))];
        }
        catch (SourceLostException e)
        {
            return [NotMade(document.PartitionKey, code, what, e.Error.Message)];
        }
        catch (EngineRefusedException e)
        {
            return [NotMade(document.PartitionKey, code, what, e.Error.Message)];
        }
        catch (EngineLostException e)
        {
            File.Delete(output);
            return [NotMade(document.PartitionKey, code, what, e.Message)];
        }
    }

    private OcrWarning NotMade(string id, string code, string what, string why)
    {
        NotMadeFor(what, id, why);
        return new OcrWarning(code, OcrError.Of("", $"The {what} could not be made: {why}").Message);
    }

    [LoggerMessage(LogLevel.Warning, "The {What} of {Id} could not be made: {Why}")]
    private partial void NotMadeFor(string what, string id, string why);
}
