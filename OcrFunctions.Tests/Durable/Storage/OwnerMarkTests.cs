using System.Diagnostics;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.Tests.Durable.Storage;

public sealed class OwnerMarkTests
{
    private const string Here = "this machine";

    [Fact]
    public void A_mark_survives_its_metadata()
    {
        OwnerMark mark = OwnerMark.New(Here);
        Assert.Equal(mark, OwnerMark.Read(mark.Write()));
        Assert.Null(OwnerMark.Read(new Dictionary<string, string>()));
        mark.Bury();
    }

    [Fact]
    public void An_owner_in_this_process_is_gone_once_it_is_buried()
    {
        OwnerMark mark = OwnerMark.New(Here);
        Assert.False(mark.IsGone(Here));
        mark.Bury();
        Assert.True(mark.IsGone(Here));
    }

    [Fact]
    public async Task An_owner_on_this_machine_is_gone_with_its_process_or_when_another_has_its_number()
    {
        using Process other = Process.Start(new ProcessStartInfo("sleep", "60"))!;
        var mark = new OwnerMark(Here, other.Id, other.StartTime.ToUniversalTime().Ticks, "session");
        Assert.False(mark.IsGone(Here));
        Assert.True((mark with { ProcessStart = mark.ProcessStart - TimeSpan.TicksPerMinute }).IsGone(Here));

        other.Kill();
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(mark.IsGone(Here));
    }

    [Fact]
    public void Of_an_owner_on_another_machine_nothing_is_known() => Assert.False(new OwnerMark("elsewhere", 1, 0, "session").IsGone(Here));
}
