using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OcrFunctions.Tests.Run;

/// <summary>A start that cannot be is explained in a sentence, without a stack trace.</summary>
public sealed class StartTroubleTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly RunWorld _world = new();

    [Fact]
    public async Task A_port_that_is_taken_is_said_with_who_holds_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await EndsSayingAsync(new Dictionary<string, string>(), ["--port", port], $"Port {port} is taken (process {Environment.ProcessId}, ");
    }

    [Theory]
    [InlineData("nonsense", "is no connection string of a storage account")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:9/a;QueueEndpoint=http://127.0.0.1:9/a;TableEndpoint=http://127.0.0.1:9/a;", "does not answer at http://127.0.0.1:9")]
    public async Task A_storage_account_that_is_none_is_explained(string connection, string sentence) =>
        await EndsSayingAsync(new Dictionary<string, string> { ["AzureWebJobsStorage"] = connection }, ["--port", "0"], sentence);

    public void Dispose() => _world.Dispose();

    private async Task EndsSayingAsync(Dictionary<string, string> environment, string[] arguments, string sentence)
    {
        using RunCommand run = RunCommand.Start(_world, environment, arguments);
        Assert.Equal(1, await run.EndAsync(Patience));
        Assert.Contains(sentence, run.Said);
        Assert.DoesNotContain("   at ", run.Said);
        await _world.UntilNothingIsLeftAsync();
    }
}
