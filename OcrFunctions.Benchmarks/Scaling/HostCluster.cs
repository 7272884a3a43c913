using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OcrFunctions.Benchmarks.Scaling;

/// <summary>
/// Hosts on one storage account and task hub, as <c>./run</c> and <c>./run --join</c> start them: the first one serves, the others join.
/// </summary>
internal sealed partial class HostCluster : IDisposable
{
    /// <summary>Starts a host that stops when standard input closes, also because this program was killed.</summary>
    private const string Script = "\"$@\" </dev/null & host=$!; cat >/dev/null; kill $host; wait $host";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);

    private readonly List<Process> _hosts = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("scale-").FullName;

    private HostCluster()
    {
    }

    /// <summary>The one that serves.</summary>
    public ServedApp App { get; private set; } = null!;

    /// <param name="repository">Folder of the repository, built.</param>
    /// <param name="account">Connection string of the storage account.</param>
    /// <param name="hosts">Number of hosts, at least 1.</param>
    /// <param name="settings">Settings of all of them.</param>
    /// <exception cref="InvalidOperationException">A host did not start.</exception>
    public static async Task<HostCluster> StartAsync(string repository, string account, int hosts,
        IReadOnlyDictionary<string, string> settings)
    {
        var cluster = new HostCluster();
        try
        {
            // It creates the task hub.
            cluster.App = new ServedApp(await cluster.StartHostAsync(repository, account, settings, "--port", "0"));
            await Task.WhenAll(Enumerable.Range(1, hosts - 1)
                .Select(_ => cluster.StartHostAsync(repository, account, settings, "--join", "--port", "0")));
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        App?.Dispose();
        foreach (Process host in _hosts)
            host.StandardInput.Close();
        foreach (Process host in _hosts)
        {
            host.WaitForExit();
            host.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Uri> StartHostAsync(string repository, string account, IReadOnlyDictionary<string, string> settings,
        params string[] arguments)
    {
        string program = Path.Combine(repository, "OcrFunctions.Cli", "bin", "Release", "net10.0", "OcrFunctions.Cli");
        var start = new ProcessStartInfo("bash", ["-c", Script, "host", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AzureWebJobsStorage"] = account;
        start.Environment["AzureFunctionsJobHost__logging__logLevel__default"] = "Error";
        start.Environment["TMPDIR"] = _folder;
        foreach ((string name, string value) in settings)
            start.Environment[name] = value;
        Process host = Process.Start(start)!;
        lock (_hosts)
            _hosts.Add(host);
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var errors = new List<string>();
        host.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null && Listening().Match(line.Data) is { Success: true } match)
                ready.TrySetResult(new Uri(match.Groups[1].Value));
        };
        host.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                errors.Add(line.Data);
            else
                ready.TrySetException(new InvalidOperationException($"A host did not start: {string.Join('\n', errors)}"));
        };
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
        return await ready.Task.WaitAsync(StartTimeout);
    }

    [GeneratedRegex("^(?:Ready\\. In a browser|Health):.* (http://[^/]+/)")]
    private static partial Regex Listening();
}
