using Microsoft.Extensions.Time.Testing;
using OcrFunctions.Pipeline.Infrastructure;

namespace OcrFunctions.Tests.Pipeline;

public sealed class TimedCacheTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_is_determined_once_for_all_callers_in_its_lifetime_and_again_after_it()
    {
        var time = new FakeTimeProvider();
        int computed = 0;
        var gate = new TaskCompletionSource();
        var cache = new TimedCache<int>(async () =>
        {
            int n =
            Interlocked.Increment(ref computed); await gate.Task; return n;
        }, TimeSpan.FromSeconds(5), time);

        Task<int>[] together = [.. Enumerable.Range(0, 10).Select(_ => cache.GetAsync(Stop))];
        gate.SetResult();
        Assert.All(await Task.WhenAll(together), n => Assert.Equal(1, n));
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(1, await cache.GetAsync(Stop));
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(2, await cache.GetAsync(Stop));
    }

    [Fact]
    public async Task A_failure_is_cached_too_and_a_canceled_caller_does_not_affect_the_others()
    {
        var time = new FakeTimeProvider();
        int computed = 0;
        var gate = new TaskCompletionSource();
        var cache = new TimedCache<int>(async () =>
        {
            computed++; await gate.Task; throw new FormatException(
            "no");
        }, TimeSpan.FromSeconds(5), time);

        using var leave = new CancellationTokenSource();
        Task<int> leaves = cache.GetAsync(leave.Token), stays = cache.GetAsync(Stop);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        gate.SetResult();
        await Assert.ThrowsAsync<FormatException>(() => stays);
        await Assert.ThrowsAsync<FormatException>(() => cache.GetAsync(Stop));
        Assert.Equal(1, computed);
    }
}
