using System.Net;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.LocalHost;

/// <summary>The app's own build output on the local host.</summary>
public sealed class AppTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_app_serves_ends_on_SIGTERM_and_serves_again()
    {
        await using HostProcess host = await HostProcess.StartAsync(Path.Combine(AppContext.BaseDirectory, "app"), azurite.NewAccount());
        using var http = new HttpClient();

        Assert.Equal(HttpStatusCode.OK,
            (await http.GetAsync(new Uri(host.Address, ApiRoutes.Live), TestContext.Current.CancellationToken)).StatusCode);
        int worker = Assert.NotNull(host.WorkerProcessId);

        Assert.Equal(0, await host.StopAsync());
        Assert.False(ProcessTable.IsAlive(worker));

        await host.StartAgainAsync();
        Assert.Equal(HttpStatusCode.OK,
            (await http.GetAsync(new Uri(host.Address, ApiRoutes.Live), TestContext.Current.CancellationToken)).StatusCode);
    }
}
