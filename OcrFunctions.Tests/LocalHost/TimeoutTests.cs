using System.Net;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.LocalHost;

/// <summary>Calls that take longer than <c>functionTimeout</c>.</summary>
public sealed class TimeoutTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_activity_that_ignores_its_timeout_fails_and_its_worker_is_replaced()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        HostProcess host = await app.StartAsync(("AzureFunctionsJobHost:functionTimeout", "00:00:03"));
        int first = await app.PingAsync(host);

        await app.HoldAsync(host, "long", count: 1, seconds: 120, stubborn: true);

        Assert.StartsWith("long-1 failed: ", (await app.ResultAsync(host, "long"))[0], StringComparison.Ordinal);
        await ProcessTable.Until(() => !ProcessTable.IsAlive(first), MaxWait, "the worker is replaced");
        Assert.NotEqual(first, await app.PingUntilServedAsync(host));
    }

    [Fact]
    public async Task A_request_that_observes_its_timeout_returns_500_and_keeps_the_worker()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        HostProcess host = await app.StartAsync(("AzureFunctionsJobHost:functionTimeout", "00:00:03"));
        int first = await app.PingAsync(host);

        using HttpResponseMessage answer = await app.GetAsync(host, "api/linger");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        await app.UntilNotedAsync("linger canceled");
        Assert.Equal(first, await app.PingAsync(host));
    }

    [Fact]
    public async Task A_request_that_ignores_its_timeout_returns_500_and_its_worker_is_replaced()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        HostProcess host = await app.StartAsync(("AzureFunctionsJobHost:functionTimeout", "00:00:03"));
        int first = await app.PingAsync(host);

        using HttpResponseMessage answer = await app.GetAsync(host, "api/linger?stubborn");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        await ProcessTable.Until(() => !ProcessTable.IsAlive(first), MaxWait, "the worker is replaced");
        Assert.NotEqual(first, await app.PingUntilServedAsync(host));
    }
}
