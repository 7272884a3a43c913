using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OcrFunctions.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// One real Azurite for the test run, on free ports, with its data in memory. Every test takes a storage
/// account of its own from it, so that containers, tables and queues with fixed names never meet.
/// </summary>
public sealed partial class AzuriteFixture : IAsyncLifetime
{
    private const int Accounts = 400;

    private readonly string _key = Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes("an emulator's key is no secret")));
    private readonly List<string> _output = [];
    private Process? _process;
    private int _taken;
    private string _blob = "", _queue = "", _table = "";

    /// <summary>IP address to listen on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    public async ValueTask InitializeAsync()
    {
        string script = Repository.File("node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
            throw new InvalidOperationException(
                "Azurite is not installed: run `npm ci` at the top of the repository, or ./test, which does.");

        // The shell ends Azurite when our end of its standard input closes, so that a killed test run leaves nothing behind.
        var start = new ProcessStartInfo("bash", ["-c", "node \"$@\" </dev/null & p=$!; cat >/dev/null; kill $p; wait $p", "azurite",
            script, "--inMemoryPersistence", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0", "--blobHost", Address,
            "--queueHost", Address, "--tableHost", Address, "--silent", "--skipApiVersionCheck", "--disableTelemetry"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(n => $"{AccountName(n)}:{_key}"));
        _process = Process.Start(start)!;

        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, e) => OnLine(e.Data, ready);
        _process.ErrorDataReceived += (_, e) => OnLine(e.Data, ready);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Connection string of a storage account that nobody else uses.</summary>
    public string NewAccount()
    {
        int n = Interlocked.Increment(ref _taken);
        if (n > Accounts)
            throw new InvalidOperationException(
                $"More than {Accounts} accounts were asked for: raise the number in {nameof(AzuriteFixture)}.");
        string name = AccountName(n);
        return $"DefaultEndpointsProtocol=http;AccountName={name};AccountKey={_key};"
            + $"BlobEndpoint={_blob}/{name};QueueEndpoint={_queue}/{name};TableEndpoint={_table}/{name};";
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
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
    }

    private static string AccountName(int n) => $"test{n:D4}";

    private void OnLine(string? line, TaskCompletionSource ready)
    {
        if (line is null)
        {
            ready.TrySetException(new InvalidOperationException("Azurite ended: " + string.Join('\n', _output)));
            return;
        }

        lock (_output)
            _output.Add(line);
        if (Listening().Match(line) is not { Success: true } m)
            return;
        switch (m.Groups[1].Value)
        {
            case "Blob": _blob = m.Groups[2].Value; break;
            case "Queue": _queue = m.Groups[2].Value; break;
            case "Table": _table = m.Groups[2].Value; break;
        }

        if (_blob != "" && _queue != "" && _table != "")
            ready.TrySetResult();
    }

    [GeneratedRegex(@"^Azurite (\w+) service is successfully listening at (\S+?)/?$")]
    private static partial Regex Listening();
}
