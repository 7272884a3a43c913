using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Which exports a document has, by name.</summary>
public sealed class AvailableExports(IOptions<OcrOptions> options)
{
    /// <summary>The exports that were written for a finished document; for an unfinished one, those that the settings request.</summary>
    public IReadOnlyList<string> Of(DocumentSummary document) =>
        document.GetStatus().IsFinal() ? document.GetExports() : ExportFormats.Requested(options.Value);
}
