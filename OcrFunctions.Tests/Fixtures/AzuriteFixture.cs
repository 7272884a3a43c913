using OcrFunctions.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// One real Azurite for the test run. Every test takes a storage account of its own from it, so that containers, tables and queues with
/// fixed names never meet.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const int Accounts = 400;

    private AzuriteProcess? _azurite;
    private int _taken;

    /// <summary>IP address to listen on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    public async ValueTask InitializeAsync() =>
        _azurite = await AzuriteProcess.StartAsync(Enumerable.Range(1, Accounts).Select(AccountName),
            "--blobHost", Address, "--queueHost", Address, "--tableHost", Address);

    /// <summary>Connection string of a storage account that nobody else uses.</summary>
    public string NewAccount()
    {
        int n = Interlocked.Increment(ref _taken);
        if (n > Accounts)
            throw new InvalidOperationException(
                $"More than {Accounts} accounts were asked for: raise the number in {nameof(AzuriteFixture)}.");
        string name = AccountName(n);
        return $"DefaultEndpointsProtocol=http;AccountName={name};AccountKey={AzuriteProcess.Key};"
            + $"BlobEndpoint={_azurite!.Blob}{name};QueueEndpoint={_azurite.Queue}{name};TableEndpoint={_azurite.Table}{name};";
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
            await _azurite.DisposeAsync();
    }

    private static string AccountName(int n) => $"test{n:D4}";
}
