using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.SecondReading;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Tests.Engine.SecondReading;

/// <summary>Which recognizer's text is kept.</summary>
public sealed class WordComparisonTests
{
    private static readonly BoundingBox Box = new(0, 0, 100, 20);

    [Fact]
    public void A_sure_text_replaces_a_doubtful_one_which_stays_as_the_alternative()
    {
        OcrWord word = Compare("anp", 0.5, "AND", 0.99);
        Assert.Equal(("AND", "second", "anp", ReaderAgreement.Differs), (word.Text, word.Reader, word.Alternative, word.Agreement));
    }

    [Fact]
    public void A_text_that_is_not_sure_replaces_nothing()
    {
        OcrWord word = Compare("anp", 0.5, "AND", 0.3);
        Assert.Equal(("anp", null, "AND"), (word.Text, word.Reader, word.Alternative));
    }

    [Theory]
    [InlineData("1,250.00", 0.7, "1,260.00", 0.95)]
    [InlineData("1,250.00", 0.5, "1,260.00", 0.8)]
    [InlineData("word", 0.85, "ward", 0.99)]
    [InlineData("all", 0.5, "荚", 1)]
    [InlineData("KINNEY", 0.5, "KInNEY", 0.9)]
    [InlineData("naïve", 0.5, "naive", 0.99)]
    public void A_word_is_kept_if_it_is_sure_has_digits_or_the_other_text_is_odd(
        string word, double confidence, string other, double sure) =>
        Assert.Equal(word, Compare(word, confidence, other, sure).Text);

    [Fact]
    public void Digits_are_replaced_only_at_a_higher_bar() => Assert.Equal("1905", Compare("I9O5", 0.5, "1905", 0.95).Text);

    [Fact]
    public void A_language_whose_letters_it_lacks_is_never_replaced()
    {
        OcrWord word = Compare("grun", 0.3, "grün", 0.99, SecondReaderUse.AgreesOnly);
        Assert.Equal(("grun", ReaderAgreement.Agrees), (word.Text, word.Agreement));
        Assert.Equal("groin", Compare("groin", 0.3, "grin", 0.99, SecondReaderUse.AgreesOnly).Text);
    }

    [Fact]
    public void Quotation_marks_at_the_ends_stay() => Assert.Equal("“And”", Compare("“Anp”", 0.5, "And", 0.99).Text);

    [Fact]
    public void A_word_of_which_it_reads_nothing_says_so() =>
        Assert.Equal(ReaderAgreement.NotSeen, Compare("word", 0.5, "", 0).Agreement);

    private static OcrWord Compare(
        string word, double confidence, string other, double probability, SecondReaderUse use = SecondReaderUse.Replaces) =>
        WordComparison.Of(
            new OcrWord(word, Box, confidence),
            new LineReading([.. other.Select(character => new RecognizedCharacter(character.ToString(), probability, 50))]),
            new NullLineRecognizer(), use);
}
