using Microsoft.Extensions.Logging;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Secrets;
using OcrFunctions.Pipeline.Sources;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// Has the engine make a document's searchable PDF and its PDF/A: the source is an untrusted file, which is opened nowhere else. One that
/// cannot be made does not fail the rest: the words are available in every other format.
/// </summary>
public sealed partial class PdfExports(SourceCache sources, DocumentSecrets secrets, IPageEngine engine, ILogger<PdfExports> log)
{
    /// <summary>The searchable PDF: the document with its text layer, made from the source and the words.</summary>
    public static readonly ExportFormat Searchable = new("pdf", "document.pdf", "application/pdf", "Searchable PDF")
    {
        // Another name than that of the source, which may be a PDF as well.
        Suffix = ".ocr.pdf",
    };

    /// <summary>The searchable document as PDF/A for archiving; only if the settings request it.</summary>
    public static readonly ExportFormat PdfA = new("pdfa", "document.pdfa.pdf", "application/pdf", "PDF/A") { IsDefault = false };

    /// <summary>Makes those of the two that are requested.</summary>
    /// <param name="document">The document.</param>
    /// <param name="folder">Holds the words as <see cref="TextLayerExport"/> writes them, and receives the PDFs; one that cannot be made is
    /// missing afterwards.</param>
    /// <param name="formats">The requested formats.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Warnings for the document's owner.</returns>
    public async Task<IReadOnlyList<OcrWarning>> WriteAsync(DocumentRow document, string folder, IReadOnlyCollection<ExportFormat> formats,
        CancellationToken cancellationToken)
    {
        bool wantsPdf = formats.Contains(Searchable), wantsPdfA = formats.Contains(PdfA);
        if (!wantsPdf && !wantsPdfA)
            return [];

        List<OcrWarning> warnings = [];
        string layer = Path.Combine(folder, TextLayerExport.FileName), pdf = Path.Combine(folder, Searchable.FileName),
            pdfA = Path.Combine(folder, PdfA.FileName);
        bool isPdf = document.Kind == DocumentKind.Pdf;
        if (wantsPdf || isPdf)
        {
            IReadOnlyList<OcrWarning> ofPdf =
                await AttemptAsync(document, layer, pdf, WarningCodes.NoSearchablePdf, "searchable PDF",
                    async (work, stop) => (await engine.MakeSearchableAsync(work, stop)).Warnings, cancellationToken);
            // If only the PDF/A is requested, its intermediate PDF needs no warning of its own.
            warnings.AddRange(wantsPdf ? ofPdf : ofPdf.Where(one => one.Code == WarningCodes.NoSearchablePdf));
        }

        if (!wantsPdfA)
            return warnings;
        if (isPdf && !File.Exists(pdf))
            warnings.Add(NotMade(document.Id, WarningCodes.NoPdfA, "PDF/A", "it is made of the searchable PDF."));
        else
            warnings.AddRange(await AttemptAsync(
                document, layer, pdfA, WarningCodes.NoPdfA, "PDF/A",
                async (work, stop) => (await engine.MakeArchivalAsync(isPdf ? work with { Path = pdf } : work, stop)).Warnings,
                cancellationToken));
        return warnings;
    }

    private async Task<IReadOnlyList<OcrWarning>> AttemptAsync(
        DocumentRow document, string layer, string output, string code, string what,
        Func<SearchableWork, CancellationToken, Task<IReadOnlyList<EngineWarning>?>> make, CancellationToken cancellationToken)
    {
        try
        {
            using SourceLease source = await sources.OpenAsync(document, cancellationToken);
            Secret? password = await secrets.ReadAsync(document.SecretBlob, cancellationToken);
            var work = new SearchableWork(source.Path, document.Kind!.Value, document.PagesTotal ?? 1, layer,
                output)
            { Password = password };
            return [.. (await make(work, cancellationToken) ?? []).Select(warning => new OcrWarning(warning.Code, warning.Message))];
        }
        catch (SourceLostException e)
        {
            return [NotMade(document.Id, code, what, e.Error.Message)];
        }
        catch (EngineRefusedException e)
        {
            return [NotMade(document.Id, code, what, e.Error.Message)];
        }
        catch (EngineLostException e)
        {
            File.Delete(output);
            return [NotMade(document.Id, code, what, e.Message)];
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
