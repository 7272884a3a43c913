using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OcrFunctions.Tests.Run;

/// <summary>A failed start is explained in a sentence, without a stack trace.</summary>
public sealed class StartErrorTests : IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(4);

    private readonly RunSandbox _sandbox = new();

    [Fact]
    public async Task A_port_in_use_is_reported_with_its_process()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await EndsSayingAsync(new Dictionary<string, string>(), ["--port", port],
            $"Port {port} is taken (process {Environment.ProcessId}, ");
    }

    [Theory]
    [InlineData("nonsense", "is not a connection string of a storage account")]
    [InlineData(
        "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:9/a;"
            + "QueueEndpoint=http://127.0.0.1:9/a;TableEndpoint=http://127.0.0.1:9/a;",
        "does not answer at http://127.0.0.1:9 ")]
    public async Task An_unusable_storage_account_is_explained(string connection, string sentence) =>
        await EndsSayingAsync(new Dictionary<string, string> { ["AzureWebJobsStorage"] = connection }, ["--port", "0"], sentence);

    [Theory]
    [InlineData("accountName", "Scans", "AzureWebJobsStorage__accountName is 'Scans': set it to the name of a storage account")]
    [InlineData("blobServiceUri", "https://scans.blob.core.windows.net",
        "AzureWebJobsStorage__queueServiceUri and AzureWebJobsStorage__tableServiceUri are missing: ")]
    public async Task An_account_that_is_named_for_an_identity_takes_the_place_of_Azurite(string setting, string value, string sentence)
    {
        await EndsSayingAsync(
            new Dictionary<string, string> { [$"AzureWebJobsStorage__{setting}"] = value }, ["--port", "0"], sentence);
        Assert.False(Directory.Exists(Path.Combine(_sandbox.Data, "azurite")));
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task EndsSayingAsync(Dictionary<string, string> environment, string[] arguments, string sentence)
    {
        using RunCommand run = RunCommand.Start(_sandbox, environment, arguments);
        Assert.Equal(1, await run.EndAsync(MaxWait));
        Assert.Contains(sentence, run.Said);
        Assert.DoesNotContain("   at ", run.Said);
        await _sandbox.UntilNothingIsLeftAsync();
    }
}
