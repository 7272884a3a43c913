using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OcrFunctions.Benchmarks.Scaling;

/// <summary>An Azurite of its own, on free ports and with its data in memory; it ends with this program.</summary>
internal sealed partial class LocalAzurite : IDisposable
{
    private const string Account = "devstoreaccount1",
        Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process _process;

    private LocalAzurite(Process process) => _process = process;

    public string ConnectionString { get; private set; } = "";

    /// <param name="repository">Folder with <c>node_modules</c>.</param>
    /// <exception cref="InvalidOperationException">It is not installed, or did not start.</exception>
    public static async Task<LocalAzurite> StartAsync(string repository)
    {
        string script = Path.Combine(repository, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
            throw new InvalidOperationException($"Azurite is not installed: run ./run once, or npm ci in {repository}.");
        // The shell ends it when our end of its standard input closes.
        var azurite = new LocalAzurite(Process.Start(new ProcessStartInfo("bash",
            ["-c", "node \"$@\" </dev/null & p=$!; cat >/dev/null; kill $p", "azurite", script, "--inMemoryPersistence", "--blobPort", "0",
                "--queuePort", "0", "--tablePort", "0", "--silent", "--skipApiVersionCheck", "--disableTelemetry"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
        var endpoints = new Dictionary<string, string>();
        while (endpoints.Count < 3)
        {
            string line = await azurite._process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("Azurite did not start.");
            if (Listening().Match(line) is { Success: true } match)
                endpoints[match.Groups[1].Value] = $"{match.Groups[1].Value}Endpoint={match.Groups[2].Value}/{Account}";
        }

        azurite.ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};{string.Join(';', endpoints.Values)};";
        return azurite;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    [GeneratedRegex(@"^Azurite (\w+) service is successfully listening at (\S+?)/?$")]
    private static partial Regex Listening();
}
