using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using OcrFunctions.Cli.Client.Servers;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Command that starts a <see cref="HostProcess"/>, the same every time.</summary>
/// <param name="AppFolder">Build output of the app.</param>
/// <param name="Account">Connection string of its storage; null if it has none, or the settings say how it is accessed.</param>
/// <param name="Settings">Further settings.</param>
/// <param name="Port">Port to listen on; 0 picks a free one.</param>
/// <param name="TempFolder">Folder for temporary files; null for the system's.</param>
internal sealed record HostCommand(string AppFolder, string? Account, IReadOnlyDictionary<string, string> Settings, int Port,
    string? TempFolder)
{
    /// <summary>
    /// Settings for a single machine: tests wait no longer than necessary for pollers, and not for the lease of a killed host.
    /// </summary>
    private static readonly Dictionary<string, string?> Defaults =
        new(SingleMachineSettings.PollingSettings(queues: TimeSpan.FromSeconds(0.2), triggers: TimeSpan.FromSeconds(1),
            hasOwnStorage: true))
        {
            // As in the app's host.json; the probe has the extension's default, five minutes for what a killed host had in memory.
            ["AzureFunctionsJobHost:extensions:durableTask:storageProvider:controlQueueVisibilityTimeout"] = "00:01:00",
            ["DOTNET_EnableDiagnostics"] = "0",
        };

    /// <summary>Address to listen on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <param name="instanceVariable">Environment variable that names the instance.</param>
    /// <param name="instance">Name of the instance among the hosts of its task hub.</param>
    public Process Start(string instanceVariable, string instance)
    {
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")),
            host = Path.Combine(AppContext.BaseDirectory, "OcrFunctions.LocalHost.dll");
        var start = new ProcessStartInfo(dotnet, [host, AppFolder, string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("AzureWebJobsStorage");
        IEnumerable<KeyValuePair<string, string?>> settings =
            Defaults.Concat(Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        foreach ((string name, string? value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        if (Account is not null)
            start.Environment["AzureWebJobsStorage"] = Account;
        start.Environment[instanceVariable] = instance;
        if (TempFolder is not null)
            start.Environment["TMPDIR"] = TempFolder;
        Reaper.Mark(start);
        return Process.Start(start)!;
    }
}
