using OcrFunctions.Pipeline.Configuration;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Every format in which results are available.</summary>
public static class ExportFormats
{
    /// <summary>Every format, in the order in which the start page offers them.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        JsonExport.Format,
        PlainTextExport.Format,
        PdfExports.Searchable,
        ReviewCsvExport.Format,
        HocrExport.Format,
        AltoExport.Format,
        TsvExport.Format,
        MarkdownExport.Format,
        PdfExports.PdfA,
    ];

    /// <summary>Names of the formats that are written unless <c>Ocr__Exports</c> says otherwise, separated by commas.</summary>
    public static string Default { get; } = string.Join(',', All.Where(format => format.IsDefault).Select(format => format.Name));

    /// <summary>The whole result.</summary>
    public static ExportFormat Json => JsonExport.Format;

    /// <summary>The text alone.</summary>
    public static ExportFormat Text => PlainTextExport.Format;

    /// <summary>The searchable PDF.</summary>
    public static ExportFormat Pdf => PdfExports.Searchable;

    /// <summary>The format of a name, or null.</summary>
    public static ExportFormat? Find(string name) =>
        All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Names of the formats that the settings request, known or not.</summary>
    public static IReadOnlyList<string> Requested(OcrOptions options) =>
        (options.Exports ?? Default).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
