using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace OcrFunctions.Http;

/// <summary>The start page's files, which are embedded in the app, and the headers that they are served with.</summary>
internal static class StartPageFiles
{
    public const string Page = "index.html";

    /// <summary>
    /// Only the page's own files and its API: no inline script or style, nothing from other origins, no framing. Whatever a
    /// document contains, it cannot run here.
    /// </summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action "
            + "'none'; frame-ancestors 'none'";

    private const string Prefix = "StartPage/";

    private static readonly Dictionary<string, string> MediaTypes = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private static readonly FrozenDictionary<string,
        StartPageFile> Files = Read().ToFrozenDictionary(file => file.Name, StringComparer.Ordinal);

    /// <summary>Names of all files.</summary>
    public static IEnumerable<string> Names => Files.Keys;

    /// <returns>The file, or 304 for a browser that has it; 404 for an unknown name.</returns>
    public static IActionResult Serve(HttpResponse response, string name)
    {
        SetSecurityHeaders(response);
        if (!Files.TryGetValue(name, out StartPageFile? file))
            return new NotFoundResult();
        // Revalidated each time, and sent again when it has changed: after an update no browser mixes old and new files.
        response.Headers.CacheControl = "no-cache";
        return new FileContentResult(file.Content, file.MediaType) { EntityTag = file.Tag };
    }

    public static void SetSecurityHeaders(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.XFrameOptions = "DENY";
    }

    private static IEnumerable<StartPageFile> Read()
    {
        Assembly app = typeof(StartPageFiles).Assembly;
        foreach (string resource in app.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using Stream stream = app.GetManifestResourceStream(resource)!;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            byte[] bytes = content.ToArray();
            yield return new StartPageFile(
                resource[Prefix.Length..], bytes, MediaTypes[Path.GetExtension(resource)],
                new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\""));
        }
    }

    private sealed record StartPageFile(string Name, byte[] Content, string MediaType, EntityTagHeaderValue Tag);
}
