using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// The endpoint that App Service and Container Apps give an app with a managed identity. The app's own credential chain asks it for tokens:
/// https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
/// </summary>
internal sealed class ManagedIdentityEndpoint : IAsyncDisposable
{
    private const string Secret = "of this endpoint";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string?> _clients = new();
    private readonly string _audience;
    private readonly Task _serving;

    /// <param name="audience">What its tokens are good for.</param>
    public ManagedIdentityEndpoint(string audience = "https://storage.azure.com")
    {
        _audience = audience;
        Address = new Uri($"http://127.0.0.1:{FreePort.Find()}/msi/token/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Client ids of the identities that tokens were given to; null for the system-assigned one.</summary>
    public IReadOnlyCollection<string?> Clients => [.. _clients];

    /// <summary>What the platform puts into an app's environment.</summary>
    public Dictionary<string, string> Variables => new()
    {
        ["IDENTITY_ENDPOINT"] = Address.ToString(),
        ["IDENTITY_HEADER"] = Secret,
    };

    private Uri Address { get; }

    /// <summary>A token as Microsoft Entra ID makes them, except for its signature.</summary>
    public static string Token(string audience = "https://storage.azure.com")
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return string.Join('.',
            Part(new JsonObject { ["alg"] = "none", ["typ"] = "JWT" }),
            Part(new JsonObject
            {
                ["aud"] = audience,
                ["iss"] = "https://sts.windows.net/00000000-0000-0000-0000-000000000000/",
                ["iat"] = now - 10,
                ["nbf"] = now - 10,
                ["exp"] = now + (long)Lifetime.TotalSeconds,
            }),
            "signature");

        static string Part(JsonObject json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using HttpListenerResponse response = context.Response;
            var query = HttpUtility.ParseQueryString(context.Request.Url!.Query);
            if (context.Request.Headers["X-IDENTITY-HEADER"] != Secret || query["resource"] != "https://storage.azure.com")
            {
                response.StatusCode = (int)HttpStatusCode.Unauthorized;
                continue;
            }

            _clients.Enqueue(query["client_id"]);
            response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(response.OutputStream, new JsonObject
            {
                ["access_token"] = Token(_audience),
                ["expires_on"] = (TimeProvider.System.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                ["resource"] = "https://storage.azure.com",
                ["token_type"] = "Bearer",
            });
        }
    }
}
