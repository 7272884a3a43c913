using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Writes one export page by page: memory does not grow with their number.</summary>
internal interface IPageExport : IAsyncDisposable
{
    /// <summary>Before the first page.</summary>
    Task BeginAsync(ExportDocument document);

    /// <summary>The next page in order; one that failed has no words.</summary>
    Task PageAsync(PageLayout page);

    /// <summary>After the last page; everything has then been written to the stream.</summary>
    Task EndAsync();
}

/// <summary>Document-level content of an export.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Row">Its row in the state it will have when closed.</param>
/// <param name="ResultVersion">Version of its exports, from 1.</param>
internal sealed record ExportDocument(string Id, DocumentRow Row, int ResultVersion);
