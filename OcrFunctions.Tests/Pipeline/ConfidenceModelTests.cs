using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Tests.Pipeline;

/// <summary>Confidence as the probability that a word is right.</summary>
public sealed class ConfidenceModelTests
{
    private static readonly double[] Polygon = [0, 0, 1, 0, 1, 1, 0, 1];

    [Fact]
    public void A_word_on_which_both_agree_is_surer_than_one_of_one_recognizer_and_that_than_one_on_which_they_differ()
    {
        double agrees = Of(Word(0.7) with { Agreement = ReaderAgreement.Agrees, SecondConfidence = 0.99 }), alone = Of(Word(0.7)),
            differs = Of(Word(0.7) with { Agreement = ReaderAgreement.Differs, SecondConfidence = 0.5, Alternative = "ward" });
        Assert.True(agrees > alone && alone > differs, $"{agrees} {alone} {differs}");
    }

    [Fact]
    public void A_surer_recognizer_makes_a_surer_word()
    {
        foreach (ReaderAgreement? agreement in new ReaderAgreement?[] { null, ReaderAgreement.Agrees, ReaderAgreement.Differs })
        {
            double[] confidences = [.. Enumerable.Range(2, 97).Select(percent =>
                Of(Word(percent / 100.0) with { Agreement = agreement, SecondConfidence = agreement is null ? null : 0.9 }))];
            Assert.Equal(confidences.Order(), confidences);
        }
    }

    /// <summary>Words of one line on a page of words of one confidence.</summary>
    [Fact]
    public void A_word_among_doubtful_words_is_less_sure()
    {
        RecognizedWord word = Word(0.9);
        double Among(double confidence)
        {
            RecognizedPage page = PageOf([word, Word(confidence), Word(confidence), Word(confidence)]);
            return ConfidenceModel.Default.Of(word, WordContext.Of(page)[0], "eng");
        }

        Assert.True(Among(0.3) < Among(0.8) && Among(0.8) < Among(0.97), $"{Among(0.3)} {Among(0.8)} {Among(0.97)}");
    }

    [Fact]
    public void A_word_in_which_the_recognizers_differ_in_marks_only_is_surer_than_one_in_which_letters_differ()
    {
        RecognizedWord word = Word(0.7) with { Agreement = ReaderAgreement.Differs, SecondConfidence = 0.9 };
        double marks = Of(word with { Alternative = "word," }), letters = Of(word with { Alternative = "ward" });
        Assert.True(marks > letters, $"{marks} {letters}");
    }

    [Fact]
    public void A_word_that_stands_on_the_page_again_is_surer_than_one_that_stands_there_once()
    {
        RecognizedWord once = new("Linn", Polygon, 0.8), twice = new("Iinn", Polygon, 0.8);
        RecognizedPage page = PageOf([Word(0.9), once, twice, new("iinn.", Polygon, 0.8)]);
        IReadOnlyList<WordContext> contexts = WordContext.Of(page);
        Assert.Equal([false, false, true, true], contexts.Select(context => context.IsRepeated));
        Assert.Equal([true, false, false, false], contexts.Select(context => context.StartsLine));
        double one = ConfidenceModel.Default.Of(once, contexts[1], "eng"), two = ConfidenceModel.Default.Of(twice, contexts[2], "eng");
        Assert.True(two > one, $"{two} {one}");
    }

    [Fact]
    public void No_word_is_certain_and_none_of_old_print_nearly()
    {
        RecognizedWord word = Word(1) with { Agreement = ReaderAgreement.Agrees, SecondConfidence = 1 };
        Assert.Equal((0.995, 0.98, 0.98),
            (Of(word), ConfidenceModel.Default.Of(word, default, "frk"), ConfidenceModel.Default.Of(word, default, "eng+frk")));
    }

    [Fact]
    public void A_replaced_word_has_the_confidence_of_its_state() => Assert.Equal(
        ConfidenceState.Replaced,
        ConfidenceModel.StateOf(Word(0.3) with { Agreement = ReaderAgreement.Differs, Alternative = "ward", Reader = "PP-OCRv4" }, "eng"));

    [Fact]
    public void In_Chinese_the_second_recognizers_own_probability_holds_and_in_English_where_it_misses_spaces_it_does_not()
    {
        RecognizedWord word = Word(0.9) with { Reader = "PP-OCRv4", SecondConfidence = 0.9 };
        Assert.Equal(0.9, ConfidenceModel.Default.Of(word, default, "chi_sim+eng"), 0.02);
        Assert.True(Of(word) < 0.88);
    }

    private static double Of(RecognizedWord word) => ConfidenceModel.Default.Of(word, default, "eng");

    private static RecognizedPage PageOf(RecognizedWord[] words) => PageAssemblerTests.Recognized(
        new RecognizedBlock("flowing_text", Polygon, [new([new(string.Join(' ', words.Select(one => one.Text)), Polygon, words)])]));

    private static RecognizedWord Word(double confidence) => new("word", Polygon, confidence);
}
