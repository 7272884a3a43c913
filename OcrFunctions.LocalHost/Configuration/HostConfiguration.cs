using System.Collections;
using Microsoft.Extensions.Configuration;

namespace OcrFunctions.LocalHost.Configuration;

/// <summary>
/// The host's configuration, later sources first: the starting program's settings, the environment, <c>Values</c> of
/// <c>local.settings.json</c>, the starting program's defaults, <c>host.json</c> (below <see cref="JobHost"/>, where the
/// environment overrides it).
/// </summary>
internal static class HostConfiguration
{
    /// <summary>Section that <c>host.json</c> is read into.</summary>
    public const string JobHost = "AzureFunctionsJobHost";

    /// <summary>Tells the WebJobs SDK which section its options are in.</summary>
    private const string RootSectionKey = "AzureWebJobsConfigurationSection";

    private const string WorkerRuntimeKey = "FUNCTIONS_WORKER_RUNTIME";

    /// <summary>
    /// The Durable extension treats a process with these as an instance of Azure Functions (Linux Consumption, App Service) and limits
    /// itself.
    /// </summary>
    private static readonly string[] AzureInstanceVariables =
        ["CONTAINER_NAME", "FUNCTIONS_LOGS_MOUNT_PATH", "WEBSITE_INSTANCE_ID", "WEBSITE_SITE_NAME", "WEBSITE_SKU", "WEBSITE_HOME_STAMPNAME",
            "WEBSITE_STAMP_DEPLOYMENT_ID"];

    /// <exception cref="InvalidOperationException"><c>host.json</c> or <c>local.settings.json</c> cannot be read.</exception>
    public static IConfigurationRoot Read(LocalHostOptions options) => new ConfigurationBuilder()
        .AddInMemoryCollection(HostJson(options.AppFolder))
        .AddInMemoryCollection(DurableWorkerId(options))
        .AddInMemoryCollection(Normalized(options.Defaults))
        .AddInMemoryCollection(Normalized(LocalSettings(options.AppFolder)))
        .AddInMemoryCollection(Normalized(Variables().Where(variable => !AzureInstanceVariables.Contains(variable.Key))))
        .AddInMemoryCollection(Normalized(options.Settings))
        .AddInMemoryCollection([new(RootSectionKey, JobHost), new(WorkerRuntimeKey, "dotnet-isolated")])
        .Build();

    /// <summary>
    /// The Durable extension names its worker by these two; without them by the machine, and two hosts on one machine would take each
    /// other's partitions for their own.
    /// </summary>
    private static KeyValuePair<string, string?>[] DurableWorkerId(LocalHostOptions options) =>
        [new("WEBSITE_CURRENT_STAMPNAME", "local"),
            new("RoleInstanceId", options.InstanceId ?? $"{Environment.MachineName}-{Guid.NewGuid():N}")];

    /// <summary>The settings as environment variables of the worker, which has no other source of settings.</summary>
    public static IEnumerable<KeyValuePair<string, string>> WorkerVariables(LocalHostOptions options)
    {
        var ours = Variables().Select(variable => variable.Key).ToHashSet();
        return LocalSettings(options.AppFolder).Where(setting => !ours.Contains(setting.Key)).Concat(options.Settings)
            .Where(setting => setting.Value is not null)
            .Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!));
    }

    /// <summary>
    /// Names of settings have no case, those of variables do: many machines have both <c>HTTPS_PROXY</c> and <c>https_proxy</c>.
    /// </summary>
    private static IEnumerable<KeyValuePair<string, string?>> Normalized(IEnumerable<KeyValuePair<string, string?>> settings) =>
        settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value))
            .DistinctBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<KeyValuePair<string, string?>> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value));

    private static IEnumerable<KeyValuePair<string, string?>> HostJson(string folder) =>
        Entries(Json(Path.Combine(folder, "host.json"))).Select(entry => KeyValuePair.Create($"{JobHost}:{entry.Key}", entry.Value));

    private static IEnumerable<KeyValuePair<string, string?>> LocalSettings(string folder)
    {
        string file = Path.Combine(folder, "local.settings.json");
        IConfiguration settings = Json(file);
        return bool.TryParse(settings["IsEncrypted"], out bool isEncrypted) && isEncrypted
            ? throw new InvalidOperationException(
                $"{file} is encrypted, which only the Azure Functions Core Tools can read. Decrypt it with 'func settings decrypt'.")
            : Entries(settings.GetSection("Values"));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Entries(IConfiguration section) =>
        section.AsEnumerable(makePathsRelative: true).Where(entry => entry.Value is not null);

    private static IConfigurationRoot Json(string file)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(file, optional: true, reloadOnChange: false).Build();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidOperationException($"{file} is not valid: {e.GetBaseException().Message}", e);
        }
    }
}
