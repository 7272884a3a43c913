using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>A real Azurite on free ports, with its data in memory. It ends with the test run, also with one that is killed.</summary>
internal sealed partial class AzuriteProcess : IAsyncDisposable
{
    private readonly List<string> _output = [];
    private readonly Dictionary<string, Uri> _services = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private AzuriteProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => OnLine(e.Data);
        _process.ErrorDataReceived += (_, e) => OnLine(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Key of each of its accounts.</summary>
    public static string Key { get; } = Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes("an emulator's key is no secret")));

    public Uri Blob => _services[nameof(Blob)];

    public Uri Queue => _services[nameof(Queue)];

    public Uri Table => _services[nameof(Table)];

    /// <param name="accounts">Names of its accounts.</param>
    /// <param name="arguments">Further arguments.</param>
    public static async Task<AzuriteProcess> StartAsync(IEnumerable<string> accounts, params string[] arguments)
    {
        string script = Repository.File("node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
            throw new InvalidOperationException(
                "Azurite is not installed: run `npm ci` at the top of the repository, or ./test, which does.");

        // The shell ends Azurite when our end of its standard input closes, so that a killed test run leaves nothing behind.
        var start = new ProcessStartInfo("bash", ["-c", "node \"$@\" </dev/null & p=$!; cat >/dev/null; kill $p; wait $p", "azurite",
            script, "--inMemoryPersistence", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0", "--silent", "--skipApiVersionCheck",
            "--disableTelemetry", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', accounts.Select(name => $"{name}:{Key}"));
        var azurite = new AzuriteProcess(start);
        await azurite._ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return azurite;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void OnLine(string? line)
    {
        lock (_output)
        {
            if (line is null)
            {
                _ready.TrySetException(new InvalidOperationException("Azurite ended: " + string.Join('\n', _output)));
                return;
            }

            _output.Add(line);
            if (Listening().Match(line) is { Success: true } m)
                _services[m.Groups[1].Value] = new Uri(m.Groups[2].Value);
            if (_services.Count == 3)
                _ready.TrySetResult();
        }
    }

    [GeneratedRegex(@"^Azurite (\w+) service is successfully listening at (\S+?)/?$")]
    private static partial Regex Listening();
}
