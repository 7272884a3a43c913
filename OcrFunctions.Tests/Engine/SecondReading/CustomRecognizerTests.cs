using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Onnx;
using OcrFunctions.Tests.Fixtures;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Tests.Engine.SecondReading;

/// <summary>Any CTC recognizer in ONNX form can be the second one.</summary>
public sealed class CustomRecognizerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recognizer-").FullName;

    static CustomRecognizerTests() => NativeLibraries.Open();

    [Fact]
    public void A_model_and_its_characters_are_taken_from_the_settings()
    {
        using CtcLineRecognizer recognizer = CtcLineRecognizer.Load(Files("I")!);
        // Two black bars on white paper, each three steps wide.
        using PixHandle page = Page(8, (100, 130), (200, 230));
        LineReading reading = recognizer.Read(page, new BoundingBox(50, 20, 280, 60));
        Assert.Equal("II", reading.Text);
        Assert.InRange(reading.Characters[0].X, 100, 130);
        Assert.InRange(reading.Characters[1].X, 200, 230);
        Assert.InRange(reading.LowestProbability, 0.9, 1);
        Assert.Matches("^[0-9a-f]{64}$", recognizer.Model.Sha256);
    }

    [Fact]
    public void A_page_of_1_bit_is_read_like_one_of_grays()
    {
        using CtcLineRecognizer recognizer = CtcLineRecognizer.Load(Files("I")!);
        using PixHandle page = Page(1, (100, 130));
        Assert.Equal("I", recognizer.Read(page, new BoundingBox(50, 20, 280, 60)).Text);
    }

    [Fact]
    public void A_box_outside_the_page_has_no_text()
    {
        using CtcLineRecognizer recognizer = CtcLineRecognizer.Load(Files("I")!);
        using PixHandle page = Page(8);
        Assert.Empty(recognizer.Read(page, new BoundingBox(1_000, 1_000, 1_100, 1_020)).Characters);
    }

    [Fact]
    public void Characters_of_another_model_are_refused() =>
        Assert.Contains(
            "do not belong together", Assert.Throws<EngineException>(() => CtcLineRecognizer.Load(Files("a\nb\nc\nd")!)).Message);

    [Fact]
    public void A_file_that_is_no_network_is_refused()
    {
        RecognizerFiles files = Files("I")!;
        File.WriteAllText(files.Model, "not a network");
        Assert.Contains("cannot be loaded", Assert.Throws<EngineException>(() => CtcLineRecognizer.Load(files)).Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var settings = new SecondReaderSettings(_folder, Path.Combine(_folder, "none.onnx"), Path.Combine(_folder, "none.txt"));
        Assert.Null(RecognizerFiles.Find(settings, out string? problem));
        Assert.Contains("none.onnx does not exist", problem);
    }

    [Fact]
    public void The_default_model_is_taken_only_with_its_hash()
    {
        File.WriteAllText(Path.Combine(_folder, "ch_PP-OCRv4_rec_infer.onnx"), "another");
        File.WriteAllText(Path.Combine(_folder, "ppocr_keys_v1.txt"), "a\n");
        Assert.Null(RecognizerFiles.Find(new SecondReaderSettings(_folder, "", ""), out string? problem));
        Assert.Contains("SHA-256", problem);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private RecognizerFiles? Files(string characters)
    {
        string model = Path.Combine(_folder, "bars.onnx"), list = Path.Combine(_folder, "bars.txt");
        File.WriteAllBytes(model, OnnxTestModel.Write());
        File.WriteAllText(list, characters);
        return RecognizerFiles.Find(new SecondReaderSettings(_folder, model, list), out _);
    }

    private static PixHandle Page(int depth, params (int Left, int Right)[] bars)
    {
        PixHandle page = pixCreate(400, 100, depth);
        _ = pixSetAllGray(page, byte.MaxValue);
        foreach ((int left, int right) in bars)
        {
            using PixHandle bar = pixCreate(right - left, 60, depth);
            _ = pixSetAllGray(bar, 0);
            _ = pixRasterop(page, left, 10, right - left, 60, PIX_SRC, bar, 0, 0);
        }

        return page;
    }
}
