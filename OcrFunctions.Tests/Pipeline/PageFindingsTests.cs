using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Tests.Pipeline;

public sealed class PageFindingsTests
{
    private static readonly RecognizedPage Read = new()
    {
        Page = 1,
        Width = 100,
        Height = 200,
        Unit = "pixel",
        Source = TextSource.Blank,
        Language = "eng",
        Blocks = [],
        ImageMilliseconds = 0,
        RecognitionMilliseconds = 0,
        CpuMilliseconds = 0,
    };

    [Theory]
    [InlineData(true, 90)]
    [InlineData(false, 0)]
    public void The_rotation_is_the_one_that_was_applied(bool applied, int rotation) =>
        Assert.Equal(rotation, PageAssembler.Assemble(Read with { Orientation = new PageOrientation(90, 7.5, applied) }).Rotation);

    [Fact]
    public void Findings_of_the_engine_reach_the_result()
    {
        var region = new UnreadRegion([1, 1, 9, 1, 9, 5, 1, 5], 12);
        var warning = new PageWarning(PageWarningCodes.Truncated, "The PNG is cut off.");
        PageResult page = PageAssembler.Assemble(Read with { Skew = -2.5, UnreadRegions = [region], Warnings = [warning] });
        Assert.Equal(-2.5, page.Skew);
        Assert.Equal([region], page.UnreadRegions);
        Assert.Equal([warning], page.Warnings);
    }
}
