using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Tests.Pipeline;

public sealed class DocumentOptionsTests
{
    [Fact]
    public void Without_options_the_defaults_apply()
    {
        Assert.True(Read([], out DocumentOptions options, out _));
        Assert.Equal(new DocumentOptions("eng", Priority.Normal, null), options);
    }

    [Fact]
    public void A_plus_that_arrived_as_a_space_is_a_plus()
    {
        Assert.True(
            Read(new() { ["language"] = "deu eng", ["priority"] = "HIGH", ["pages"] = "1-3,7", ["mode"] = "force" },
                out DocumentOptions options, out _));
        Assert.Equal(new DocumentOptions("deu+eng", Priority.High, "1-3,7", TextMode.Force), options);
    }

    [Theory]
    [InlineData("language", "../../etc")]
    [InlineData("language", "eng;rm -rf")]
    [InlineData("priority", "urgent")]
    [InlineData("priority", "1")]
    [InlineData("pages", "0-3")]
    [InlineData("mode", "never")]
    public void An_invalid_option_is_named(string key, string value)
    {
        Assert.False(Read(new() { [key] = value }, out _, out OcrError? error));
        Assert.Equal(ErrorCodes.InvalidOption, error!.Code);
        Assert.Contains(key, error.Message);
    }

    [Fact]
    public void Every_option_is_written_as_the_text_that_is_read()
    {
        DocumentOptions options = Labeled(new DocumentOptions("deu+eng", Priority.Low, "1-3,7", TextMode.Skip));
        var texts = options.Texts().ToDictionary(option => option.Key, option => option.Text!);

        Assert.Equal(DocumentOptions.All.Select(option => option.Key), texts.Keys);
        Assert.DoesNotContain(null, texts.Values);
        Assert.True(Read(texts, out DocumentOptions read, out _));
        Assert.Equal(options, read);
    }

    [Theory]
    [InlineData("mode", "never", "'never' is not a valid mode: expected auto, force or skip.")]
    [InlineData("engine", "abbyy", "'abbyy' is not a valid engine: expected auto, tesseract or paddle.")]
    [InlineData("maxReviewWords", "0", "'0' is not a valid maxReviewWords: expected a number from 1 to 1,000,000.")]
    [InlineData("maxReviewWords", "-5", "'-5' is not a valid maxReviewWords: expected a number from 1 to 1,000,000.")]
    [InlineData("secondReader", "all", "'all' is not a valid secondReader: expected off, doubtful or thorough.")]
    [InlineData("priority", "urgent", "'urgent' is not a valid priority: expected high, normal or low.")]
    [InlineData("pages", "0",
        "'0' is not a valid pages: expected page numbers and ranges from 1, such as 1-3,7, at most 1,000 characters.")]
    [InlineData("language", "a b", "'a+b' is not a valid language: expected language codes joined by +, such as eng or deu+eng.")]
    public void A_wrong_option_is_told_what_would_be_right(string key, string value, string message)
    {
        Assert.False(Read(new() { [key] = value }, out _, out OcrError? error));
        Assert.Equal(message, error!.Message);
    }

    [Fact]
    public void A_batch_may_have_200_characters()
    {
        Assert.True(Read(new() { ["batch"] = new('b', 200) }, out _, out _));
        Assert.False(Read(new() { ["batch"] = new('b', 201) }, out _, out _));
    }

    /// <summary>The key is stored: another form of it would find no duplicate of any earlier document.</summary>
    [Fact]
    public void Duplicates_share_languages_mode_pages_second_reader_engine_and_words_to_review_and_nothing_else()
    {
        DocumentOptions options = Labeled(new DocumentOptions("deu+eng", Priority.Low, "1-3,7"));
        Assert.Equal("deu+eng\nAuto\n1-3,7", (options with { SecondReader = null, Engine = null, MaxReviewWords = null }).ResultsKey());
        Assert.Equal("deu+eng\nAuto\n1-3,7\nThorough", (options with { Engine = null, MaxReviewWords = null }).ResultsKey());
        Assert.Equal("deu+eng\nAuto\n1-3,7\nThorough\nPaddle\n50", options.ResultsKey());
    }

    private static DocumentOptions Labeled(DocumentOptions options) => options with
    {
        SecondReader = SecondReaderMode.Thorough,
        Engine = EngineChoice.Paddle,
        MaxReviewWords = 50,
        ExpiresIn = TimeSpan.FromHours(2),
        Batch = "b",
        ExternalId = "e",
    };

    private static bool Read(Dictionary<string, string> given, out DocumentOptions options, out OcrError? error) =>
        DocumentOptions.TryRead(key => given.GetValueOrDefault(key), "eng", out options, out error);
}
