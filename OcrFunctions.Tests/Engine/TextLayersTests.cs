using OcrFunctions.Engine.Pdf.Text;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Text layers that are read before they are asked for.</summary>
public sealed class TextLayersTests : IDisposable
{
    private readonly TestDocuments _documents = new();

    [Fact]
    public void Every_page_has_the_text_that_it_has_when_it_is_read_by_itself()
    {
        string path =
            Write([.. Enumerable.Range(1, 20).Select(page => PdfTestPage.OfProse($"Page {page} <doc> <page width=\"1\"> of twenty"))]);
        var layers = new TextLayers();

        foreach (int page in new[] { 1, 2, 10, 3, 4, 11, 20, 5, 19, 6, 7, 8, 9, 12, 13, 14, 15, 16, 17, 18, 1 })
            Assert.Equal(Text(TextLayerReader.Read(path, page, unit: 1)), Text(layers.Read(path, page, 20, unit: 1)));
    }

    [Fact]
    public void Pages_that_follow_one_another_start_the_program_once_for_eight_of_them()
    {
        string path = Write([.. Enumerable.Range(1, 17).Select(page => PdfTestPage.OfProse($"Page {page}"))]);
        var layers = new TextLayers();

        for (int page = 1; page <= 17; page++)
            layers.Read(path, page, 17, unit: 1);

        // The first by itself: it may be the only one that is wanted.
        Assert.Equal(3, layers.Starts);
    }

    [Fact]
    public void What_is_said_of_a_damaged_page_is_said_of_no_other()
    {
        PdfTestPage damaged = PdfTestPage.OfProse("Damaged").Draw("1 2 nonsense");
        string path = Write([PdfTestPage.OfProse("One"), PdfTestPage.OfProse("Two"), damaged, PdfTestPage.OfProse("Four")]);
        var layers = new TextLayers();

        string[] messages = [.. Enumerable.Range(1, 4).Select(page => layers.Read(path, page, 4, unit: 1).Messages)];

        Assert.Equal([false, false, true, false], messages.Select(said => said.Length > 0));
    }

    [Fact]
    public void Another_document_at_the_same_place_is_read_anew()
    {
        string path = Write([PdfTestPage.OfProse("First one"), PdfTestPage.OfProse("and more"), PdfTestPage.OfProse("of it")]);
        var layers = new TextLayers();
        layers.Read(path, 1, 3, unit: 1);
        layers.Read(path, 2, 3, unit: 1);

        File.WriteAllBytes(path, PdfTestFile.Write([.. Enumerable.Range(1, 3).Select(page => PdfTestPage.OfProse($"Another {page}"))]));

        Assert.Equal(["Another", "3"], layers.Read(path, 3, 3, unit: 1).Text.Words.Select(word => word.Text));
    }

    public void Dispose() => _documents.Dispose();

    private string Write(PdfTestPage[] pages)
    {
        string path = Path.Combine(_documents.Folder, "pages.pdf");
        File.WriteAllBytes(path, PdfTestFile.Write(pages));
        return path;
    }

    private static string Text((NativeText Text, string Messages) read) =>
        string.Join(' ', read.Text.Words.Select(word => $"{word.Text}@{word.Box}"));
}
