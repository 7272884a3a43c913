using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Writes one export while the pages pass by, one at a time: memory does not grow with their number.</summary>
internal interface IPageExport : IAsyncDisposable
{
    /// <summary>Before the first page.</summary>
    Task BeginAsync(ExportDocument document);

    /// <summary>The next page in order; one that failed has no words.</summary>
    Task PageAsync(PageResult page);

    /// <summary>After the last page; everything is in the stream then.</summary>
    Task EndAsync();
}

/// <summary>What an export says of the document beside its pages.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Row">Its row, as it will be when it is closed.</param>
/// <param name="ResultVersion">Counts the versions of its exports, from 1.</param>
internal sealed record ExportDocument(string Id, DocumentRow Row, int ResultVersion);
