using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Configuration;

namespace OcrFunctions.Http;

/// <summary>
/// Base address of links: the setting <c>Ocr__PublicUrl</c>, since a host behind a proxy cannot know its public address; without
/// it the address of the caller's request.
/// </summary>
public sealed class ApiAddress(IOptions<OcrOptions> options)
{
    private const string Prefix = "/api";

    private readonly string? _public = options.Value.PublicUrl is { Length: > 0 } url ? url.TrimEnd('/') : null;

    /// <summary>URL of the API, without a slash at its end.</summary>
    public string Of(HttpRequest request)
    {
        string path = request.Path.ToUriComponent();
        return _public ?? $"{request.Scheme}://{request.Host}{request.PathBase}{path.AsSpan(0, Start(path))}{Prefix}";
    }

    /// <summary>URL of the resource that an API request refers to.</summary>
    /// <param name="request">The request.</param>
    /// <param name="query">The query that replaces the request's own.</param>
    public string Of(HttpRequest request, QueryString query)
    {
        string path = request.Path.ToUriComponent();
        return $"{Of(request)}{path.AsSpan(Start(path) + Prefix.Length)}{query}";
    }

    /// <summary>
    /// A URL that the host has created itself, such as one for managing an orchestration, with the public address instead of the
    /// host's. The host's paths begin where the API's prefix does, so they follow the part of the public URL before it.
    /// </summary>
    public string? OfHost(string? url)
    {
        if (_public is null || url is null)
            return url;
        // Its placeholders in braces must not be escaped.
        int path = url.IndexOf('/', url.IndexOf("://", StringComparison.Ordinal) + 3);
        return path < 0 ? url : string.Concat(HostRoot(_public), url.AsSpan(path));
    }

    private static string HostRoot(string api) =>
        api.EndsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? api[..^Prefix.Length] : new Uri(api).GetLeftPart(UriPartial.Authority);

    /// <summary>Position of the API's prefix in a path: after what a proxy or the host may have prepended.</summary>
    private static int Start(string path) => Math.Max(0, Math.Max(
        path.IndexOf("/" + ApiRoutes.Documents, StringComparison.OrdinalIgnoreCase),
        path.IndexOf("/" + ApiRoutes.DeadLetters, StringComparison.OrdinalIgnoreCase)));
}
