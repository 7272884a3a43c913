using Microsoft.AspNetCore.Http;

namespace OcrFunctions.Http;

/// <summary>Where to go from a document; absolute, by the name that the caller used for this host.</summary>
public sealed record DocumentLinks(string Self, string Text, string Pages)
{
    public static DocumentLinks For(HttpRequest request, string id)
    {
        string self = $"{Collection(request)}/{id}";
        return new DocumentLinks(self, self + "/text", self + "/pages");
    }

    /// <summary>URL of the list of documents, whatever prefix the host puts before routes.</summary>
    public static string Collection(HttpRequest request)
    {
        string path = request.Path.Value ?? "";
        int at = path.IndexOf("/" + Routes.Documents, StringComparison.OrdinalIgnoreCase);
        return $"{request.Scheme}://{request.Host}{request.PathBase}{path.AsSpan(0, Math.Max(at, 0))}/{Routes.Documents}";
    }
}
