using System.Globalization;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>A text layer changes nothing that a viewer shows, whatever the PDF; judged by the pictures that two renderers make.</summary>
public sealed class SearchablePictureTests(EngineFixture fixture) : SearchableTests(fixture), IClassFixture<EngineFixture>
{
    /// <summary>Pages of each document that are compared.</summary>
    private const int MaxPages = 4;

    private static readonly string[] Lines = ["The surveyor keeps a weather", "book beside his instruments", "and writes to the harbour"];

    [Theory]
    [InlineData("corpus", 20)]
    [InlineData("cases", 30)]
    public async Task Every_document_looks_the_same_with_a_text_layer(string folder, int atLeast)
    {
        List<string> faults = [];
        int compared = 0;
        foreach (string source in Directory.GetFiles(Repository.SharedFile(folder), "*.pdf").Order(StringComparer.Ordinal))
        {
            if (!TryRun(out _, "pdftotext", "-cropbox", "-bbox", "-l", $"{MaxPages}", source, "-"))
                continue;
            TextLayerPage[] layer = [.. PdfText.Find(source, "-l", $"{MaxPages}").Select(
                (page, i) => TextLayers.Page(i + 1, page.Width / 72, page.Height / 72, lines: Lines))];
            string output = Documents.NewPath("pdf");
            EngineReply reply = await Engine.Searchable(source, DocumentKind.Pdf, TextLayers.Write(Documents, layer), output);
            // Bad files of the corpus have no pages.
            if (reply.Searchable is null)
            {
                Assert.NotNull(reply.Error);
                continue;
            }

            compared++;
            for (int page = 1; page <= layer.Length; page++)
                if (Differences(source, output, page).Any())
                    // What is damaged is written from what qpdf recovers of it.
                    faults.AddRange(Differences(Rewritten(source), output, page)
                        .Select(fault => $"{Path.GetFileName(source)}, page {page}: {fault}"));
        }

        Assert.Empty(faults);
        Assert.True(compared >= atLeast, $"Only {compared} documents were compared.");
    }

    private IEnumerable<string> Differences(string source, string made, int page)
    {
        foreach (int dpi in new[] { 40, 75 })
            if (!Poppler(source, page, dpi).AsSpan().SequenceEqual(Poppler(made, page, dpi)))
                yield return $"poppler shows it differently at {dpi} dpi.";
        if (HasMuPdf && !MuPdf(source, page).AsSpan().SequenceEqual(MuPdf(made, page)))
            yield return "MuPDF shows it differently.";
    }

    private string Rewritten(string source)
    {
        string target = Documents.NewPath("pdf");
        TryRun(out _, "qpdf", "--warning-exit-0", source, target);
        return target;
    }

    private static bool HasMuPdf { get; } = File.Exists("/usr/bin/mutool");

    private byte[] Poppler(string pdf, int page, int dpi)
    {
        string number = page.ToString(CultureInfo.InvariantCulture), root = Documents.NewPath("shown");
        TryRun(out _, "pdftoppm", "-cropbox", "-r", $"{dpi}", "-f", number, "-l", number, "-singlefile", pdf, root);
        return Picture(root + ".ppm");
    }

    private byte[] MuPdf(string pdf, int page)
    {
        string path = Documents.NewPath("ppm");
        TryRun(out _, "mutool", "draw", "-q", "-r", "50", "-o", path, pdf, page.ToString(CultureInfo.InvariantCulture));
        return Picture(path);
    }

    /// <summary>A page that a renderer refuses has an empty picture, before and after.</summary>
    private static byte[] Picture(string path)
    {
        if (!File.Exists(path))
            return [];
        byte[] picture = File.ReadAllBytes(path);
        File.Delete(path);
        return picture;
    }

    private static bool TryRun(out string? output, string tool, params string[] arguments)
    {
        try
        {
            output = CommandLine.Run(tool, arguments);
            return true;
        }
        catch (InvalidOperationException)
        {
            output = null;
            return false;
        }
    }
}
