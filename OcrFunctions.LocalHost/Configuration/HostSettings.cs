using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using OcrFunctions.StorageConnections;

namespace OcrFunctions.LocalHost.Configuration;

/// <summary>The settings that this host reads itself; the extensions read theirs from the same configuration.</summary>
internal sealed partial class HostSettings(IConfiguration configuration)
{
    private const int DefaultMaxBodySize = 104_857_600;

    private const string HubConnectionKey = $"{HostConfiguration.JobHost}:extensions:durableTask:storageProvider:connectionName";

    /// <summary>Longest time for one call of a function; null for no limit (<c>-1</c> in <c>host.json</c>).</summary>
    public TimeSpan? FunctionTimeout => configuration[$"{HostConfiguration.JobHost}:functionTimeout"] switch
    {
        null => TimeSpan.FromMinutes(30),
        "-1" or "-1.00:00:00" => null,
        var text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan timeout) && timeout > TimeSpan.Zero
            ? timeout
            : throw new InvalidOperationException($"host.json: functionTimeout '{text}' is not a time span such as 00:30:00."),
    };

    /// <summary>Prefix of every route, without slashes around it.</summary>
    public string RoutePrefix => (configuration[$"{HostConfiguration.JobHost}:extensions:http:routePrefix"] ?? "api").Trim('/');

    /// <summary>Names of the connections of the host's own storage and of the task hub, which may be the same.</summary>
    public IEnumerable<string> StorageConnections =>
        new[] { StorageConnection.HostName, configuration[HubConnectionKey] }.OfType<string>().Distinct();

    /// <summary>Largest request body in bytes.</summary>
    public long MaxRequestBodySize =>
        long.TryParse(configuration["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"], NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
            ? bytes : DefaultMaxBodySize;

    /// <summary>Key that requests must carry, <c>LocalHost__FunctionKey</c>; null where keys are not checked.</summary>
    public string? FunctionKey => configuration["LocalHost:FunctionKey"] is { Length: > 0 } key ? key : null;

    /// <summary>
    /// Host names that requests may be sent to, ASP.NET Core's setting <c>AllowedHosts</c>; null where it is not set.
    /// </summary>
    public IReadOnlyList<string>? AllowedHosts => configuration["AllowedHosts"] is { Length: > 0 } names
        ? names.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : null;

    /// <summary>
    /// Functions are switched off by <c>AzureWebJobs.NAME.Disabled</c>, or <c>AzureWebJobs__NAME__Disabled</c> where names may not hold a
    /// dot.
    /// </summary>
    public bool IsDisabled(string function) =>
        (configuration[$"AzureWebJobs.{function}.Disabled"] ?? configuration[$"AzureWebJobs:{function}:Disabled"]) is { } value
        && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Replaces <c>%setting%</c>.</summary>
    /// <param name="text">Text of a binding.</param>
    /// <param name="function">Function that has the binding, for the message.</param>
    /// <exception cref="InvalidOperationException">The setting is missing.</exception>
    public string Expand(string text, string function) => SettingExpression().Replace(text, match =>
        configuration[match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)]
        ?? throw new InvalidOperationException(
            $"Function '{function}': the setting '{match.Groups[1].Value}', which '{text}' refers to, is missing."));

    /// <summary>
    /// What receipts, timer states and leases in storage belong to: a new id fires every blob again. The real host derives it from machine
    /// and path; here the default comes from the app's name, so that a moved folder does not read every document again.
    /// </summary>
    /// <param name="appName">Name of the app's assembly.</param>
    /// <exception cref="InvalidOperationException">The configured id is not valid.</exception>
    public string HostId(string appName)
    {
        string id = configuration["AzureFunctionsWebHost:hostId"] is { Length: > 0 } configured ? configured
            : NotInHostId().Replace(appName, "-").ToLowerInvariant();
        return HostIdRule().IsMatch(id) ? id
            : throw new InvalidOperationException(
                $"The host id '{id}' (AzureFunctionsWebHost__hostId) must be 1 to 32 lower-case letters, digits and dashes.");
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex SettingExpression();

    [GeneratedRegex("^[a-z0-9-]{1,32}$")]
    private static partial Regex HostIdRule();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotInHostId();
}
