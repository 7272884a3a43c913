using Azure.Core;
using Azure.Core.Pipeline;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// An Azurite that takes tokens over HTTPS (<c>--oauth basic</c>), which it checks for issuer, audience and lifetime but not for signature
/// and roles, and the tests' own access to it.
/// </summary>
public sealed class IdentityStorage : IAsyncLifetime
{
    private const int Accounts = 20;

    private readonly TestCertificate _certificate = new();
    private AzuriteProcess? _azurite;
    private StorageTunnel? _tunnel;
    private int _taken;

    /// <summary>Environment of a program that trusts it and knows accounts by their names.</summary>
    public Dictionary<string, string> Variables => new(_tunnel!.Variables)
    {
        ["SSL_CERT_FILE"] = _certificate.PemFile,
        // The endpoint of tokens, whatever the environment of the tests says.
        ["NO_PROXY"] = "127.0.0.1",
        ["no_proxy"] = "127.0.0.1",
    };

    /// <summary>Trusts its certificate.</summary>
    public HttpPipelineTransport Transport { get; private set; } = null!;

    /// <summary>Tokens for the test itself.</summary>
    public TokenCredential Credential { get; } = DelegatedTokenCredential.Create((_, _) =>
        new AccessToken(ManagedIdentityEndpoint.Token(), TimeProvider.System.GetUtcNow().AddMinutes(30)));

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(Enumerable.Range(1, Accounts).Select(AccountName),
            "--oauth", "basic", "--cert", _certificate.PemFile, "--key", _certificate.KeyFile);
        _tunnel = new StorageTunnel(_azurite);
        Transport = new HttpClientTransport(new HttpClientHandler
        {
            UseProxy = false,
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
                certificate?.Thumbprint == _certificate.Certificate.Thumbprint,
        });
    }

    /// <summary>Name of an account that no other test uses.</summary>
    public string NewAccount() => AccountName(Interlocked.Increment(ref _taken));

    public Uri Blob(string account) => new(_azurite!.Blob, account);

    public Uri Table(string account) => new(_azurite!.Table, account);

    /// <summary>The settings of a connection by service URIs.</summary>
    public Dictionary<string, string> ServiceUris(string connection, string account) => new()
    {
        [$"{connection}__blobServiceUri"] = Blob(account).ToString(),
        [$"{connection}__queueServiceUri"] = new Uri(_azurite!.Queue, account).ToString(),
        [$"{connection}__tableServiceUri"] = Table(account).ToString(),
    };

    public async ValueTask DisposeAsync()
    {
        if (_tunnel is not null)
            await _tunnel.DisposeAsync();
        if (_azurite is not null)
            await _azurite.DisposeAsync();
        _certificate.Dispose();
    }

    private static string AccountName(int n) => $"identity{n:D2}";
}
