namespace OcrFunctions.Pipeline.Exports;

/// <summary>A form in which a document's results can be had.</summary>
/// <param name="Name">Last part of its URL, and its name in <c>Ocr__Exports</c>.</param>
/// <param name="FileName">Its blob is <c>results/{id}/{FileName}</c>.</param>
/// <param name="MediaType">Media type it is served with.</param>
public sealed record ExportFormat(string Name, string FileName, string MediaType)
{
    public static readonly ExportFormat Json = new("json", "document.json", "application/json; charset=utf-8");

    public static readonly ExportFormat Text = new("text", "text.txt", "text/plain; charset=utf-8");

    public static readonly ExportFormat ReviewCsv = new("words.csv", "words.csv", "text/csv; charset=utf-8");

    public static readonly ExportFormat Hocr = new("hocr", "document.hocr", "text/html; charset=utf-8");

    public static readonly ExportFormat Alto = new("alto", "document.alto.xml", "application/xml; charset=utf-8");

    public static readonly ExportFormat Tsv = new("tsv", "document.tsv", "text/tab-separated-values; charset=utf-8");

    public static readonly ExportFormat Markdown = new("markdown", "document.md", "text/markdown; charset=utf-8");

    /// <summary>The document itself with its text in it; made of the source and the words.</summary>
    public static readonly ExportFormat Pdf = new("pdf", "document.pdf", "application/pdf");

    /// <summary>The searchable document for an archive; only where the settings ask for it.</summary>
    public static readonly ExportFormat PdfA = new("pdfa", "document.pdfa.pdf", "application/pdf");

    /// <summary>Formats that are made of the words alone, page by page.</summary>
    public static IReadOnlyList<ExportFormat> OfWords { get; } = [Json, Text, ReviewCsv, Hocr, Alto, Tsv, Markdown];

    /// <summary>Every format.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } = [.. OfWords, Pdf, PdfA];

    /// <summary>The format of a name, or null.</summary>
    public static ExportFormat? Find(string name) => All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Name of a document's blob in the results container.</summary>
    public string Blob(string documentId) => $"{documentId}/{FileName}";
}
