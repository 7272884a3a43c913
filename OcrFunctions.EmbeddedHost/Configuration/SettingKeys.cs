namespace OcrFunctions.EmbeddedHost.Configuration;

/// <summary>Names of settings that have a meaning to every Functions host.</summary>
internal static class SettingKeys
{
    /// <summary>Settings below it override host.json: <c>AzureFunctionsJobHost__extensions__http__routePrefix</c>.</summary>
    public const string JobHost = "AzureFunctionsJobHost";

    public const string HostId = "AzureFunctionsWebHost:hostId";

    /// <summary>Whether the host keeps silent at <c>/</c>.</summary>
    public const string DisableHomepage = "AzureWebJobsDisableHomepage";

    /// <summary>Settings of this host alone, see <see cref="OwnershipSettings"/>.</summary>
    public const string MachineName = "EmbeddedHost:MachineName", LeaseSeconds = "EmbeddedHost:LeaseSeconds";

    /// <summary>What a Functions host calls the connection that has no other name: <c>AzureWebJobsStorage</c>.</summary>
    public const string DefaultConnection = "Storage";

    /// <summary>Environment variables cannot hold a colon everywhere, so a double underscore stands for it.</summary>
    public static string Normalise(string key) => key.Replace("__", ":", StringComparison.Ordinal);
}
