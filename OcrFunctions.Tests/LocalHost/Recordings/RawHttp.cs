using System.Text;
using System.Text.Json.Nodes;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <summary>
/// Sends what a recording sent: paths are not normalized, methods may be invalid, and the Host header has its recorded name.
/// </summary>
internal sealed class RawHttp(Uri address) : IDisposable
{
    public const string RecordedHost = "localhost:7071";

    private static readonly string[] NotCompared = ["Date", "Server", "Transfer-Encoding", "Connection", "Keep-Alive"];

    private readonly HttpClient _client =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(100) };

    public void Dispose() => _client.Dispose();

    /// <returns>A response in the form of the recordings.</returns>
    public async Task<JsonObject> SendAsync(string method, string path, byte[]? body, IReadOnlyDictionary<string, string>? headers = null,
        CancellationToken cancellationToken = default)
    {
        using var request =
            new HttpRequestMessage(new HttpMethod(method),
                new Uri(address.GetLeftPart(UriPartial.Authority) + path,
                    new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Headers.Host = RecordedHost;
        if (body is not null)
            request.Content = new ByteArrayContent(body);
        foreach ((string name, string value) in headers ?? new Dictionary<string, string>())
        {
            if (name == "Host")
                request.Headers.Host = value;
            else if (name.StartsWith("Content-", StringComparison.Ordinal))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ReadAsync(response);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new JsonObject { ["connection_error"] = e.Message };
        }
    }

    private async Task<JsonObject> ReadAsync(HttpResponseMessage response)
    {
        var headers = new JsonObject();
        foreach (var header in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
            if (!NotCompared.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                headers[header.Key] = Ours(string.Join(", ", header.Value));
        string text = Ours(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        return new JsonObject { ["status"] = (int)response.StatusCode, ["headers"] = headers, ["body"] = text };
    }

    /// <summary>URLs that are made without a request name the address that the host has in this run.</summary>
    private string Ours(string text) => text.Replace(address.Authority, RecordedHost, StringComparison.Ordinal);
}
