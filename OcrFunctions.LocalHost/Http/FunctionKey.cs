using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace OcrFunctions.LocalHost.Http;

/// <summary>
/// The key of a host that others than this machine reach, in the header or the query parameter that Azure Functions uses. Functions whose
/// authorization level is anonymous do not ask for it.
/// </summary>
internal sealed class FunctionKey(string? key)
{
    private const string Header = "x-functions-key", Parameter = "code";

    private readonly byte[]? _expected = key is null ? null : Hash(key);

    /// <summary>Marks an endpoint that may be called with the key only.</summary>
    public sealed class Required;

    /// <summary>Answers 401 without a body, as the real host does.</summary>
    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (_expected is null || context.GetEndpoint()?.Metadata.GetMetadata<Required>() is null || IsGiven(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private bool IsGiven(HttpRequest request) =>
        (request.Headers.TryGetValue(Header, out var header) ? header : request.Query[Parameter]).ToString() is { Length: > 0 } given
        && CryptographicOperations.FixedTimeEquals(Hash(given), _expected);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
