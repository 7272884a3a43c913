using OcrFunctions.Pipeline.Exports;

namespace OcrFunctions.Http;

/// <summary>Related URLs of a document, absolute; a format in which its results are not written has no link.</summary>
public static class DocumentLinks
{
    private const string SelfName = "self", PagesName = "pages";

    /// <param name="self">URL of the document.</param>
    /// <param name="exports">Names of its exports.</param>
    public static IReadOnlyDictionary<string, string> Of(string self, IReadOnlyList<string> exports)
    {
        var links = new Dictionary<string, string> { [SelfName] = self, [PagesName] = $"{self}/{PagesName}" };
        foreach (ExportFormat format in ExportFormats.All.Where(format => exports.Contains(format.Name)))
            links.Add(format.Link, $"{self}/{format.Name}");
        return links;
    }
}
