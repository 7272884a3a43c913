using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Tests.Pipeline;

public sealed class DocumentOptionsTests
{
    [Fact]
    public void Nothing_asked_for_gives_the_defaults()
    {
        Assert.True(Read([], out DocumentOptions options, out _));
        Assert.Equal(new DocumentOptions("eng", Priority.Normal, null), options);
    }

    [Fact]
    public void A_plus_that_arrived_as_a_space_is_a_plus()
    {
        Assert.True(Read(new() { ["language"] = "deu eng", ["priority"] = "HIGH", ["pages"] = "1-3,7", ["mode"] = "force" }, out DocumentOptions options, out _));
        Assert.Equal(new DocumentOptions("deu+eng", Priority.High, "1-3,7", TextMode.Force), options);
    }

    [Theory]
    [InlineData("language", "../../etc")]
    [InlineData("language", "eng;rm -rf")]
    [InlineData("priority", "urgent")]
    [InlineData("priority", "1")]
    [InlineData("pages", "0-3")]
    [InlineData("mode", "never")]
    public void A_wrong_option_is_named(string key, string value)
    {
        Assert.False(Read(new() { [key] = value }, out _, out OcrError? error));
        Assert.Equal(ErrorCodes.InvalidOption, error!.Code);
        Assert.Contains(key, error.Message);
    }

    private static bool Read(Dictionary<string, string> given, out DocumentOptions options, out OcrError? error) =>
        DocumentOptions.TryRead(key => given.GetValueOrDefault(key), "eng", out options, out error);
}
