using Microsoft.AspNetCore.Http;
using OcrFunctions.Pipeline.Exports;

namespace OcrFunctions.Http;

/// <summary>Where to go from a document; absolute, by the name that the caller used for this host.</summary>
public sealed record DocumentLinks(string Self, string Pages, string Json, string Text, string Pdf, string WordsCsv, string Hocr, string Alto, string Tsv, string Markdown, string? Pdfa)
{
    /// <param name="request">The request that is answered.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="exports">Names of its exports, parted by commas: PDF/A has no link where there is none.</param>
    public static DocumentLinks For(HttpRequest request, string id, string? exports)
    {
        string self = $"{Root(request)}/{Routes.Documents}/{id}";
        return new DocumentLinks(
            self, self + "/pages", To(ExportFormat.Json), To(ExportFormat.Text), To(ExportFormat.Pdf), To(ExportFormat.ReviewCsv), To(ExportFormat.Hocr), To(ExportFormat.Alto), To(ExportFormat.Tsv), To(ExportFormat.Markdown),
            exports?.Split(',').Contains(ExportFormat.PdfA.Name) == true ? To(ExportFormat.PdfA) : null);

        string To(ExportFormat format) => $"{self}/{format.Name}";
    }

    /// <summary>URL of the API, whatever prefix the host puts before routes; without a slash at its end.</summary>
    public static string Root(HttpRequest request)
    {
        string path = request.Path.Value ?? "";
        int at = Math.Max(path.IndexOf("/" + Routes.Documents, StringComparison.OrdinalIgnoreCase), path.IndexOf("/" + Routes.DeadLetters, StringComparison.OrdinalIgnoreCase));
        return $"{request.Scheme}://{request.Host}{request.PathBase}{path.AsSpan(0, Math.Max(at, 0))}";
    }
}
