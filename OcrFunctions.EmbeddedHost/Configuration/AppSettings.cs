using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace OcrFunctions.EmbeddedHost.Configuration;

/// <summary>The app's settings, as triggers ask for them.</summary>
internal sealed partial class AppSettings(IConfiguration configuration)
{
    /// <summary>Replaces every <c>%setting%</c>.</summary>
    /// <param name="text">Text of a trigger's attribute.</param>
    /// <param name="what">Function and parameter, for the message.</param>
    /// <exception cref="InvalidOperationException">A setting is missing.</exception>
    public string Expand(string text, string what) => Expression().Replace(text, match =>
        configuration[SettingKeys.Normalise(match.Groups[1].Value)]
        ?? throw new InvalidOperationException($"{what}: '{match.Value}' names a setting that is not there."));

    /// <summary>Functions are switched off by <c>AzureWebJobs.Name.Disabled</c>, or <c>AzureWebJobs__Name__Disabled</c> where names may not hold a dot.</summary>
    public bool IsDisabled(string function) =>
        (configuration[$"AzureWebJobs.{function}.Disabled"] ?? configuration[$"AzureWebJobs:{function}:Disabled"]) is { } value
        && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds a connection string as the real host does: with the prefix AzureWebJobs first, among the connection strings first.</summary>
    /// <param name="name">Name in the attribute; null for the default.</param>
    /// <param name="what">Who needs it, for the message.</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public string ConnectionString(string? name, string what)
    {
        name = name is null ? SettingKeys.DefaultConnection : Expand(name, what);
        foreach (string candidate in new[] { "AzureWebJobs" + name, name })
        {
            if ((configuration.GetConnectionString(candidate) ?? configuration[candidate]) is { Length: > 0 } found)
                return found;
            if (configuration.GetSection(candidate).GetChildren().Any())
                throw new InvalidOperationException($"{what}: the connection '{candidate}' is made of parts (an identity); this host wants a connection string.");
        }

        string setting = name == SettingKeys.DefaultConnection ? "AzureWebJobs" + name : name;
        throw new InvalidOperationException($"{what}: the setting '{setting}' is missing. It holds the connection string of a storage account; UseDevelopmentStorage=true is Azurite.");
    }

    /// <summary>
    /// The id that receipts and timer states belong to. The real host makes one of machine and path, so that a copy of the
    /// same app in another folder starts every blob again; here it comes from the app's name, or a new clone, a moved folder
    /// or Debug beside Release would do that to everybody's documents.
    /// </summary>
    /// <exception cref="InvalidOperationException">The setting holds something else than lower-case letters, digits and dashes, 1 to 32.</exception>
    public string HostId(string appName)
    {
        if (configuration[SettingKeys.HostId] is { Length: > 0 } configured)
            return HostIdRule().IsMatch(configured)
                ? configured
                : throw new InvalidOperationException($"The host id '{configured}' (AzureFunctionsWebHost__hostId) must be 1 to 32 lower-case letters, digits and dashes.");
        string id = NotInHostId().Replace(appName.ToLowerInvariant(), "-");
        return id[..Math.Min(id.Length, 32)].Trim('-');
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Expression();

    [GeneratedRegex("^[a-z0-9-]{1,32}$")]
    private static partial Regex HostIdRule();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInHostId();
}
