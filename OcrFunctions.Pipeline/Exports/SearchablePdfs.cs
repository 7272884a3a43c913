using Microsoft.Extensions.Logging;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Pipeline.Secrets;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Has the engine make a document's searchable PDF: its source is a stranger's file, which is opened nowhere else.</summary>
public sealed partial class SearchablePdfs(SourceCache sources, DocumentSecrets secrets, IPageEngine engine, ILogger<SearchablePdfs> log)
{
    /// <summary>Makes the PDF. One that cannot be made fails nothing else: the words are there in every other form.</summary>
    /// <param name="document">The document.</param>
    /// <param name="layer">File with the words, as <see cref="TextLayerExport"/> writes it.</param>
    /// <param name="output">File that is written; it is not there afterwards where the PDF cannot be made.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What the document's owner should know.</returns>
    public async Task<OcrWarning?> WriteAsync(DocumentRow document, string layer, string output, CancellationToken cancellationToken)
    {
        try
        {
            using SourceLease source = await sources.OpenAsync(document, cancellationToken);
            string? password = await secrets.ReadAsync(document.SecretBlob, cancellationToken);
            var work = new SearchableWork(source.Path, Enum.Parse<DocumentKind>(document.Kind!), document.PagesTotal ?? 1, layer, output) { Password = password };
            SearchableDocument made = await engine.MakeSearchableAsync(work, cancellationToken);
            return made.Warnings is [var first, ..] ? new OcrWarning(first.Code, first.Message) : null;
        }
        catch (SourceLostException e)
        {
            return NotMade(document.PartitionKey, e.Error.Message);
        }
        catch (EngineRefusedException e)
        {
            return NotMade(document.PartitionKey, e.Error.Message);
        }
        catch (EngineLostException e)
        {
            File.Delete(output);
            return NotMade(document.PartitionKey, e.Message);
        }
    }

    private OcrWarning NotMade(string id, string why)
    {
        NotMadeFor(id, why);
        return new OcrWarning(WarningCodes.NoSearchablePdf, OcrError.Of("", $"The searchable PDF could not be made: {why}").Message);
    }

    [LoggerMessage(LogLevel.Warning, "The searchable PDF of {Id} could not be made: {Why}")]
    private partial void NotMadeFor(string id, string why);
}
