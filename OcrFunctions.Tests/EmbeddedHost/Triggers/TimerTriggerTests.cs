using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OcrFunctions.EmbeddedHost.Triggers.Timers;
using OcrFunctions.Tests.EmbeddedHost.Hosting;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.EmbeddedHost.Triggers;

/// <summary>When timers fire and what they are told: the facts of recording 10.</summary>
public sealed class TimerTriggerTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Noon = new(2024, 5, 6, 12, 0, 30, TimeSpan.Zero);

    private readonly string _account = azurite.NewAccount();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timer_fires_when_its_time_has_come()
    {
        var time = new FakeTimeProvider(Noon);
        await using TestApp app = await StartAsync(typeof(EveryTwoMinutes), time);

        await AdvanceUntilCalledAsync(app, time, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(90));

        TimerInfo info = await app.Seen.NextAsync<TimerInfo>();
        Assert.False(info.IsPastDue);
        Assert.Equal(new DateTime(2024, 5, 6, 12, 2, 0, DateTimeKind.Utc), info.ScheduleStatus!.Next.ToUniversalTime());
    }

    [Fact]
    public async Task A_time_that_passed_while_the_host_was_down_is_made_up_for_at_the_start()
    {
        await using (await StartAsync(typeof(EveryTwoMinutes), new FakeTimeProvider(Noon)))
        {
        }

        await using TestApp app = await StartAsync(typeof(EveryTwoMinutes), new FakeTimeProvider(Noon.AddMinutes(5)));

        Assert.True((await app.Seen.NextAsync<TimerInfo>()).IsPastDue);
        await app.App.StopAsync(Stop);
        BlobClient status = new BlobContainerClient(_account, "azure-webjobs-hosts").GetBlobClient("timers/testhost/Host.Functions.EveryTwoMinutes/status");
        Assert.StartsWith("{\"Last\":\"2024-05-06T12:05:30+00:00\",\"Next\":\"2024-05-06T12:06:00", (await status.DownloadContentAsync(Stop)).Value.Content.ToString());
    }

    [Fact]
    public async Task A_timer_may_fire_at_every_start_and_one_that_fires_often_keeps_no_state()
    {
        await using TestApp app = await StartAsync(typeof(AtStart), new FakeTimeProvider(Noon));

        TimerInfo info = await app.Seen.NextAsync<TimerInfo>();

        Assert.False(info.IsPastDue);
        Assert.Null(info.ScheduleStatus);
    }

    [Theory]
    [InlineData("0 */5 * * * *", "2024-05-06T12:05:00Z")]
    [InlineData("*/20 * * * * *", "2024-05-06T12:00:40Z")]
    [InlineData("0 3 * * *", "2024-05-07T03:00:00Z")]
    [InlineData("00:10:00", "2024-05-06T12:10:30Z")]
    public void A_schedule_is_a_CRON_expression_with_or_without_seconds_or_a_time_span(string text, string next)
    {
        Assert.Equal(DateTimeOffset.Parse(next), Schedule.Parse(text, "a test").Next(Noon, TimeZoneInfo.Utc));
    }

    [Theory]
    [InlineData("every day")]
    [InlineData("0 61 * * * *")]
    [InlineData("-00:10:00")]
    public void What_is_no_schedule_is_refused(string text)
    {
        Assert.Contains(text, Assert.Throws<InvalidOperationException>(() => Schedule.Parse(text, "Function 'X', parameter 'timer'")).Message);
    }

    private static async Task AdvanceUntilCalledAsync(TestApp app, FakeTimeProvider time, TimeSpan step, TimeSpan most)
    {
        // The timer registers its delay on a thread of its own, so the clock moves on in steps and leaves it time to do so.
        for (TimeSpan passed = TimeSpan.Zero; passed < most; passed += step)
        {
            await Task.Delay(50, Stop);
            time.Advance(step);
        }
    }

    private Task<TestApp> StartAsync(Type functions, TimeProvider time) => TestApp.StartAsync(
        [functions], new() { ["AzureWebJobsStorage"] = _account, ["AzureFunctionsWebHost__hostId"] = "testhost" },
        build: builder => builder.Services.AddSingleton(time));

    private sealed class EveryTwoMinutes(Seen seen)
    {
        [Function(nameof(EveryTwoMinutes))]
        public void Run([TimerTrigger("0 */2 * * * *")] TimerInfo timer) => seen.Note(timer);
    }

    private sealed class AtStart(Seen seen)
    {
        [Function(nameof(AtStart))]
        public void Run([TimerTrigger("*/20 * * * * *", RunOnStartup = true)] TimerInfo timer) => seen.Note(timer);
    }
}
