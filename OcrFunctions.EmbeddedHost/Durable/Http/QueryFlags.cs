using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace OcrFunctions.EmbeddedHost.Durable.Http;

/// <summary>What callers write into the query; values that make no sense are as if they were not there.</summary>
internal static class QueryFlags
{
    public static bool Flag(this HttpRequest request, string name, bool otherwise = false) =>
        request.Query.TryGetValue(name, out var value) && value.ToString().Length > 0 ? bool.TryParse(value, out bool flag) && flag : otherwise;

    public static DateTimeOffset? Time(this HttpRequest request, string name) =>
        DateTimeOffset.TryParse(request.Query[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    public static int? Number(this HttpRequest request, string name) =>
        int.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Statuses, comma-separated or repeated; null when none of them is one.</summary>
    public static IReadOnlyList<OrchestrationRuntimeStatus>? Statuses(this HttpRequest request)
    {
        List<OrchestrationRuntimeStatus> known =
        [
            .. request.Query["runtimeStatus"].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries))
                .Where(name => Enum.GetNames<OrchestrationRuntimeStatus>().Contains(name, StringComparer.OrdinalIgnoreCase))
                .Select(name => Enum.Parse<OrchestrationRuntimeStatus>(name, ignoreCase: true)),
        ];
        return known.Count > 0 ? known : null;
    }
}
