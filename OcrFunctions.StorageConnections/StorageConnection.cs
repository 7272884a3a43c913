using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OcrFunctions.StorageConnections;

/// <summary>
/// How one storage account is accessed. <c>NAME</c> is a connection string; without it, <c>NAME__accountName</c>, or
/// <c>NAME__blobServiceUri</c>, <c>NAME__queueServiceUri</c> and <c>NAME__tableServiceUri</c>, are accessed with an identity:
/// <c>DefaultAzureCredential</c>, or what <c>NAME__credential</c> and <c>NAME__clientId</c> say. The same rules as those of the Functions
/// host and its extensions: https://learn.microsoft.com/azure/azure-functions/functions-reference#connections
/// </summary>
public sealed partial class StorageConnection
{
    /// <summary>Connection of the host, and of every trigger and client that names no other.</summary>
    public const string HostName = "AzureWebJobsStorage";

    private const string AccountNameKey = "accountName";

    private static readonly StorageService[] Services = Enum.GetValues<StorageService>();

    private readonly string? _connectionString;
    private readonly TokenCredential? _credential;
    private readonly Dictionary<StorageService, Uri> _endpoints;

    private StorageConnection(string name, string connectionString)
    {
        Name = name;
        _connectionString = connectionString;
        try
        {
            // Their constructors are the only parsers of a connection string.
            _endpoints = new Dictionary<StorageService, Uri>
            {
                [StorageService.Blob] = new BlobServiceClient(connectionString).Uri,
                [StorageService.Queue] = new QueueServiceClient(connectionString).Uri,
                [StorageService.Table] = new TableServiceClient(connectionString).Uri,
            };
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new StorageConnectionException(
                $"{name} is not a connection string of a storage account ({FirstLine(e.Message)}): set it to one such as "
                    + "DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net, or to "
                    + "UseDevelopmentStorage=true for an Azurite on its usual ports.", e);
        }
    }

    private StorageConnection(string name, IConfiguration section)
    {
        Name = name;
        _endpoints = section[AccountNameKey] is { } account ? OfAccount(name, account) : OfServiceUris(name, section);
        try
        {
            var services = new ServiceCollection();
            services.AddAzureClientsCore(enableLogForwarding: false);
            using ServiceProvider provider = services.BuildServiceProvider();
            _credential = provider.GetRequiredService<AzureComponentFactory>().CreateTokenCredential(section);
        }
        catch (ArgumentException e)
        {
            throw new StorageConnectionException(
                $"{name}__credential and the settings beside it describe no identity ({FirstLine(e.Message)}): set {name}__credential to "
                    + $"managedidentity, and {name}__clientId to the client id of a user-assigned identity, or remove them.", e);
        }
    }

    /// <summary>Name of the setting.</summary>
    public string Name { get; }

    /// <summary>Whether an identity is used; otherwise a connection string.</summary>
    public bool UsesIdentity => _credential is not null;

    /// <param name="configuration">Has the settings.</param>
    /// <param name="name">Name of the connection; <c>AzureWebJobsNAME</c> is looked for first, as by the host.</param>
    /// <exception cref="StorageConnectionException">The settings are missing, incomplete or not valid.</exception>
    public static StorageConnection Read(IConfiguration configuration, string name = HostName)
    {
        const string Prefix = "AzureWebJobs";
        IConfigurationSection section = configuration.GetSection(Prefix + name) is { } prefixed && prefixed.Exists()
            ? prefixed : configuration.GetSection(name);
        string[] identity = [.. section.GetChildren().Where(child => !string.IsNullOrWhiteSpace(child.Value)).Select(child => child.Key)];
        if (string.IsNullOrWhiteSpace(section.Value))
            return identity.Length > 0 ? new StorageConnection(section.Key, section)
                : throw new StorageConnectionException(
                    $"The setting {section.Key} is missing: set it to the connection string of a storage account, or set "
                        + $"{section.Key}__{AccountNameKey} to the account's name to access it with a managed identity.");
        return identity.FirstOrDefault(IsAddress) is { } address
            ? throw new StorageConnectionException(
                $"{section.Key} and {section.Key}__{address} are both set: remove {section.Key} to access the account with an identity, or "
                    + $"{section.Key}__{address} to access it with the connection string.")
            : new StorageConnection(section.Key, section.Value);
    }

    public Uri Endpoint(StorageService service) => _endpoints[service];

    public BlobServiceClient Blobs(BlobClientOptions? options = null) => _credential is null
        ? new BlobServiceClient(_connectionString, options)
        : new BlobServiceClient(_endpoints[StorageService.Blob], _credential, options);

    public QueueServiceClient Queues(QueueClientOptions? options = null) => _credential is null
        ? new QueueServiceClient(_connectionString, options)
        : new QueueServiceClient(_endpoints[StorageService.Queue], _credential, options);

    public TableServiceClient Tables(TableClientOptions? options = null) => _credential is null
        ? new TableServiceClient(_connectionString, options)
        : new TableServiceClient(_endpoints[StorageService.Table], _credential, options);

    internal static string FirstLine(string message) => message.Split('\n')[0].Trim().TrimEnd('.');

    private static Dictionary<StorageService, Uri> OfAccount(string name, string account) => AccountNameRule().IsMatch(account)
        ? Services.ToDictionary(service => service, service => new Uri($"https://{account}.{Text(service)}.core.windows.net"))
        : throw new StorageConnectionException(
            $"{name}__{AccountNameKey} is '{account}': set it to the name of a storage account, 3 to 24 lower-case letters and digits, and "
                + $"not to its address; of an account outside of Azure's public cloud set the three service URIs, such as "
                + $"{name}__{UriKey(StorageService.Blob)}.");

    private static Dictionary<StorageService, Uri> OfServiceUris(string name, IConfiguration section)
    {
        string[] missing = [.. Services.Where(service => string.IsNullOrWhiteSpace(section[UriKey(service)]))
            .Select(service => $"{name}__{UriKey(service)}")];
        if (missing.Length > 0)
            throw new StorageConnectionException(
                $"{string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} missing: an account that is accessed with an "
                    + $"identity needs {name}__{AccountNameKey}, or the URIs of all three services.");
        return Services.ToDictionary(service => service, service =>
            Uri.TryCreate(section[UriKey(service)], UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps ? uri
                : throw new StorageConnectionException(
                    $"{name}__{UriKey(service)} is '{section[UriKey(service)]}': set it to the URI of the service, such as "
                        + $"https://account.{Text(service)}.core.windows.net; identities need https."));
    }

    private static bool IsAddress(string key) =>
        Services.Select(UriKey).Append(AccountNameKey).Contains(key, StringComparer.OrdinalIgnoreCase);

    private static string UriKey(StorageService service) => $"{Text(service)}ServiceUri";

    private static string Text(StorageService service) => service.ToString().ToLowerInvariant();

    [GeneratedRegex("^[a-z0-9]{3,24}$")]
    private static partial Regex AccountNameRule();
}
