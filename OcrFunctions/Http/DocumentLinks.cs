using Microsoft.AspNetCore.Http;

namespace OcrFunctions.Http;

/// <summary>Where to go from a document; absolute, by the name that the caller used for this host.</summary>
public sealed record DocumentLinks(string Self, string Text, string Pages)
{
    public static DocumentLinks For(HttpRequest request, string id)
    {
        string self = $"{Root(request)}/{Routes.Documents}/{id}";
        return new DocumentLinks(self, self + "/text", self + "/pages");
    }

    /// <summary>URL of the API, whatever prefix the host puts before routes; without a slash at its end.</summary>
    public static string Root(HttpRequest request)
    {
        string path = request.Path.Value ?? "";
        int at = Math.Max(path.IndexOf("/" + Routes.Documents, StringComparison.OrdinalIgnoreCase), path.IndexOf("/" + Routes.DeadLetters, StringComparison.OrdinalIgnoreCase));
        return $"{request.Scheme}://{request.Host}{request.PathBase}{path.AsSpan(0, Math.Max(at, 0))}";
    }
}
