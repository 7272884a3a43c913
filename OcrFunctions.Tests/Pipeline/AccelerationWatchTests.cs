using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;

namespace OcrFunctions.Tests.Pipeline;

public sealed class AccelerationWatchTests
{
    private static readonly EngineAcceleration On = new("avx2", null);
    private static readonly EngineAcceleration Off = new(null, "This processor has no AVX2.");

    private readonly List<string> _warnings = [];

    [Fact]
    public void A_reason_is_logged_once_and_readiness_gets_it()
    {
        var watch = new AccelerationWatch(_warnings.Add);
        watch.Observe(On);
        Assert.Null(watch.Fault);
        watch.Observe(Off);
        watch.Observe(Off);
        Assert.Equal(Off, watch.Fault);
        Assert.Equal([Off.OffReason!], _warnings);
    }

    [Fact]
    public void Pages_that_nothing_was_recognized_on_change_nothing()
    {
        var watch = new AccelerationWatch(_warnings.Add);
        watch.Observe(Off);
        watch.Observe(null);
        Assert.Equal(Off, watch.Fault);
    }

    [Fact]
    public void A_new_engine_that_is_accelerated_again_ends_the_fault()
    {
        var watch = new AccelerationWatch(_warnings.Add);
        watch.Observe(Off);
        watch.Observe(On);
        Assert.Null(watch.Fault);
    }

    [Fact]
    public void What_a_setting_switches_off_is_no_warning()
    {
        var watch = new AccelerationWatch(_warnings.Add);
        watch.Observe(EngineAcceleration.SwitchedOff);
        Assert.Empty(_warnings);
        Assert.Equal(EngineAcceleration.SwitchedOff, watch.Fault);
    }
}
