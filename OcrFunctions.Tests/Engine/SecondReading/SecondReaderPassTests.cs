using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Recognition;
using OcrFunctions.EngineProtocol;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Tests.Engine.SecondReading;

/// <summary>The second recognizer over a page's text, with one that the test specifies.</summary>
public sealed class SecondReaderPassTests
{
    private static readonly BoundingBox Place = new(10, 10, 60, 30), Elsewhere = new(10, 60, 60, 80);

    static SecondReaderPassTests() => NativeLibraries.Open();

    [Fact]
    public void A_page_without_doubtful_words_does_not_load_it()
    {
        var reader = new Reader();
        (OcrResult result, SecondReaderPass pass) = Apply(reader, SecondReaderMode.Doubtful, new OcrWord("sure", Place, 0.95));
        Assert.Equal(("sure", "second", 0), (Text(result), pass.Status!.Model?.Name, reader.Loads));
    }

    [Fact]
    public void A_recognizer_that_fails_leaves_the_text_as_it_is_and_the_page_says_why()
    {
        var reader = new Reader { Fails = true };
        (OcrResult result, SecondReaderPass pass) = Apply(reader, SecondReaderMode.Doubtful, new OcrWord("word", Place, 0.5));
        Assert.Equal(("word", null, "out of memory"), (Text(result), pass.Status!.Model, pass.Status.OffReason));
    }

    [Fact]
    public void Text_that_only_it_found_and_is_sure_of_is_added_in_its_place()
    {
        var reader = new Reader { Found = [Elsewhere], Reads = "second line", Probability = 0.99 };
        (OcrResult result, SecondReaderPass pass) = Apply(reader, SecondReaderMode.Thorough, new OcrWord("first", Place, 0.95));
        Assert.Equal(["first", "second line"], result.Lines.Select(line => line.Text));
        Assert.All(result.Lines.Last().Words, word => Assert.Equal("second", word.Reader));
        Assert.Empty(pass.Missed);
    }

    [Fact]
    public void Text_that_only_it_found_and_is_not_sure_of_is_missed_text()
    {
        var reader = new Reader { Found = [Elsewhere], Reads = "second", Probability = 0.8 };
        (OcrResult result, SecondReaderPass pass) = Apply(reader, SecondReaderMode.Thorough, new OcrWord("first", Place, 0.95));
        Assert.Equal("first", Text(result));
        Assert.Equal(Elsewhere, Assert.Single(pass.Missed).Box);
    }

    [Fact]
    public void Without_its_detector_only_doubtful_words_are_read_and_the_page_says_so()
    {
        var reader = new Reader { Found = null, Reads = "word", Probability = 0.99 };
        (OcrResult result, SecondReaderPass pass) = Apply(reader, SecondReaderMode.Thorough, new OcrWord("word", Place, 0.5));
        Assert.Equal(ReaderAgreement.Agrees, result.Words.Single().Agreement);
        Assert.Equal((SecondReaderMode.Doubtful, "no detector"), (pass.Status!.Mode, pass.Status.OffReason));
    }

    private static (OcrResult Result, SecondReaderPass Pass) Apply(Reader reader, SecondReaderMode mode, OcrWord word)
    {
        using PixHandle page = pixCreate(100, 100, depth: 8);
        var pass = new SecondReaderPass(reader, mode, "eng");
        var first = new OcrResult([new OcrBlock("flowing_text", Place, [new OcrParagraph([new OcrLine(word.Text, Place, [word])])])]);
        return (pass.Apply(first, page), pass);
    }

    private static string Text(OcrResult result) => string.Join('\n', result.Lines.Select(line => line.Text));

    /// <summary>A recognizer that reads one text everywhere outside the first word's place, where it reads the word itself.</summary>
    private sealed class Reader : ISecondReader, ILineRecognizer, ITextDetector
    {
        public int Loads { get; private set; }

        public bool Fails { get; init; }

        public IReadOnlyList<BoundingBox>? Found { get; init; } = [];

        public string Reads { get; init; } = "";

        public double Probability { get; init; }

        RecognitionModel ILineRecognizer.Model { get; } = new("second", null, "");

        public RecognitionModel? Model(out string? problem)
        {
            problem = null;
            return ((ILineRecognizer)this).Model;
        }

        public ILineRecognizer? Recognizer(out string? problem)
        {
            Loads++;
            problem = null;
            return this;
        }

        public ITextDetector? Detector(out string? problem)
        {
            problem = Found is null ? "no detector" : null;
            return Found is null ? null : this;
        }

        public bool Knows(string text) => true;

        public LineReading Read(PixHandle image, BoundingBox box) => Fails
            ? throw new EngineException(EngineErrorCodes.EngineFailed, "out of memory")
            : new LineReading([.. Reads.Select((character, i) =>
                new RecognizedCharacter(character.ToString(), Probability, box.Left + 4 * i))]);

        public IReadOnlyList<BoundingBox> Find(PixHandle image) => Found!;

        public void Dispose()
        {
        }
    }
}
