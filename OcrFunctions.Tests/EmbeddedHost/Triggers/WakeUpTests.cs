using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OcrFunctions.EmbeddedHost.Triggers;
using OcrFunctions.Tests.EmbeddedHost.Hosting;

namespace OcrFunctions.Tests.EmbeddedHost.Triggers;

/// <summary>What the app itself stores is found at once and not at the next look.</summary>
public sealed class WakeUpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pulse_ends_the_pause_between_two_looks()
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var wakeUp = new WakeUp();
        using var looks = new SemaphoreSlim(0);
        // Time stands still, so that no pause ends by itself.
        var loop = new PollingLoop(
            "nothing", _ =>
            {
                looks.Release();
                return Task.FromResult(false);
            },
            TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), wakeUp, new FakeTimeProvider(), NullLogger.Instance);
        Task running = loop.RunAsync(ended.Token);
        Assert.True(await looks.WaitAsync(Patience, Stop));
        Assert.False(await looks.WaitAsync(TimeSpan.FromMilliseconds(300), Stop));

        wakeUp.Pulse();

        Assert.True(await looks.WaitAsync(Patience, Stop));
        await ended.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData("POST", true)]
    [InlineData("GET", false)]
    public async Task A_call_that_may_have_stored_something_wakes_whoever_polls(string method, bool wakes)
    {
        await using TestApp app = await TestApp.StartAsync([typeof(Stores)]);
        Task woken = app.App.Services.GetRequiredService<WakeUp>().Next;

        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/stores");
        using HttpResponseMessage response = await app.Http.SendAsync(request, Stop);

        Assert.True(response.IsSuccessStatusCode);
        if (wakes)
            await woken.WaitAsync(Patience, Stop);
        else
            Assert.False(woken.IsCompleted);
    }

    internal static class Stores
    {
        [Function("Stores")]
        public static IActionResult Store([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "stores")] HttpRequest request) => new OkResult();
    }
}
