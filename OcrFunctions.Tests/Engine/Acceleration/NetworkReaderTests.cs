using OcrFunctions.Engine.Tesseract.Network;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine.Acceleration;

/// <summary>Networks of installed models are read; anything else is refused without harm.</summary>
public sealed class NetworkReaderTests
{
    [Theory]
    [InlineData("eng", 36, 192, 111)]
    [InlineData("deu", 36, 192, null)]
    [InlineData("fra", 36, 128, null)]
    [InlineData("kor", 48, 384, null)]
    public void A_fast_model_has_the_shape_that_its_description_says(string code, int height, int lastStates, int? characters)
    {
        Assert.SkipUnless(InstalledModel.Has(code), $"needs Tesseract's model {code}");
        LstmNetwork network = LstmNetwork.Read(InstalledModel.Find(code));
        Assert.Equal((height, 3, lastStates), (network.Height, network.Sequence.Count, network.Sequence[^1].States));
        Assert.Equal([false, true, false], network.Sequence.Select(layer => layer.IsReversed));
        if (characters is { } expected)
            Assert.Equal(expected, network.Characters);
    }

    [Fact]
    public void A_model_without_a_network_is_told_from_a_damaged_one()
    {
        Assert.SkipUnless(InstalledModel.Has("osd"), "needs Tesseract's model osd");
        Assert.Throws<NotSupportedException>(() => LstmNetwork.Read(InstalledModel.Find("osd")));
    }

    [Fact]
    public void A_network_that_is_cut_anywhere_is_refused()
    {
        byte[] whole = TraineddataFile.Read(InstalledModel.Find("eng"), TraineddataFile.Lstm)!;
        new NetworkReader(whole).Read();
        var random = new Random(4);
        foreach (int length in Enumerable.Range(0, 60).Select(i => i < 30 ? i : random.Next(whole.Length * 9 / 10)))
            Assert.ThrowsAny<Exception>(() => new NetworkReader(whole[..length]).Read());
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        using var documents = new TestDocuments();
        string file = Path.Combine(documents.Folder, "text.traineddata");
        File.WriteAllText(file, "This is a text and no model.");
        Assert.Throws<InvalidDataException>(() => LstmNetwork.Read(file));
    }
}
