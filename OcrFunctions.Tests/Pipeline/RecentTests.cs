using Microsoft.Extensions.Time.Testing;
using OcrFunctions.Pipeline;

namespace OcrFunctions.Tests.Pipeline;

public sealed class RecentTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_found_once_for_all_who_ask_in_its_life_and_anew_after_it()
    {
        var time = new FakeTimeProvider();
        int found = 0;
        var gate = new TaskCompletionSource();
        var recent = new Recent<int>(async () => { int n = Interlocked.Increment(ref found); await gate.Task; return n; }, TimeSpan.FromSeconds(5), time);

        Task<int>[] together = [.. Enumerable.Range(0, 10).Select(_ => recent.GetAsync(Stop))];
        gate.SetResult();
        Assert.All(await Task.WhenAll(together), n => Assert.Equal(1, n));
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(1, await recent.GetAsync(Stop));
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(2, await recent.GetAsync(Stop));
    }

    [Fact]
    public async Task A_failure_is_an_answer_too_and_whoever_gives_up_spoils_it_for_nobody()
    {
        var time = new FakeTimeProvider();
        int found = 0;
        var gate = new TaskCompletionSource();
        var recent = new Recent<int>(async () => { found++; await gate.Task; throw new FormatException("no"); }, TimeSpan.FromSeconds(5), time);

        using var leave = new CancellationTokenSource();
        Task<int> leaves = recent.GetAsync(leave.Token), stays = recent.GetAsync(Stop);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        gate.SetResult();
        await Assert.ThrowsAsync<FormatException>(() => stays);
        await Assert.ThrowsAsync<FormatException>(() => recent.GetAsync(Stop));
        Assert.Equal(1, found);
    }
}
