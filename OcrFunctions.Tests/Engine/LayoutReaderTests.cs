using System.Text.Json;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Languages;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Tesseract;
using OcrFunctions.Tests.Engine.Acceleration;
using OcrFunctions.Tests.Fixtures;
using static OcrFunctions.Engine.Interop.Libtesseract;

namespace OcrFunctions.Tests.Engine;

[Collection(TesseractInProcess.Collection)]
public sealed class LayoutReaderTests
{
    [Theory]
    [InlineData("rechnung.png")]
    [InlineData("columns.jpg")]
    [InlineData("photo.jpg")]
    public void The_words_of_a_page_are_those_of_the_result_iterator_in_its_order(string sample)
    {
        NativeLibraries.Open();
        Assert.SkipUnless(PageIterator.IsAvailable, "needs a libtesseract that exports the functions of PageIterator");
        using BaseApiHandle api = TessBaseAPICreate();
        using (TessdataPath data = TessdataPath.For(["eng"], ModelCatalog.For(["eng"])))
            Assert.Equal(0, TessBaseAPIInit2(api, data.Folder, "eng", OEM_DEFAULT));
        using PixHandle image = Libleptonica.pixRead(Repository.File("samples", sample));
        TessBaseAPISetImage2(api, image);
        Assert.Equal(0, TessBaseAPIRecognize(api, monitor: 0));

        using ResultIteratorHandle one = TessBaseAPIGetIterator(api), other = TessBaseAPIGetIterator(api);
        OcrResult leftToRight = LayoutReader.Read(one, ["eng"]);
        // Of a language that is written from right to left every line is sorted.
        OcrResult sorted = LayoutReader.Read(other, ["ara"]);
        Assert.True(leftToRight.Words.Count() > 20);
        Assert.Equal(JsonSerializer.Serialize(sorted), JsonSerializer.Serialize(leftToRight));
    }
}
