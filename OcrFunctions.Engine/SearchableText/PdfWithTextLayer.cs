using System.Text;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.ProcessLifetime;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>
/// A PDF with invisible words in the pages that were recognized. qpdf adds them to each page's own content and leaves all else as it is:
/// boxes, images, forms, attachments, outlines, labels, encryption. Pages without new words are not touched.
/// </summary>
internal static class PdfWithTextLayer
{
    public static SearchableDocument Write(SearchableRequest request, PdfOpener pdfs)
    {
        OpenedPdf opened = pdfs.OpenWhole(request.Path, request.Password?.Reveal());
        using ExitCleanupItem<string> folder = ExitCleanup.Acquire(
            () => Directory.CreateTempSubdirectory("ocrfunctions-layer-").FullName, path => Directory.Delete(path, recursive: true));
        string layer = Path.Combine(folder.Value, "layer.pdf"), json = Path.Combine(folder.Value, "update.json");
        TextLayerObjects added = WriteLayer(request.Layer, opened, layer);
        if (added.Contents.Count == 0)
        {
            // A file that was repaired has no better original.
            File.Copy(opened.IsRepaired ? opened.Path : request.Path, request.Output);
            return new SearchableDocument();
        }

        var objects = QpdfObjects.Open(opened.Path);
        var update = new QpdfUpdate(objects);
        // An earlier layer goes: with two, every word would be found twice.
        using var hidden = new InvisibleTextRemover(opened.Path);
        update.ReplaceStreams(hidden.Find(added.Contents.Keys));
        int offset = update.Import(layer);
        PageResources.AddLayer(objects, update, added, offset);
        update.Write(json);
        Run(opened, request, json);
        return new SearchableDocument(hidden.IsSigned ? [Signed] : null);
    }

    private static EngineWarning Signed =>
        new(EngineWarningCodes.SignedPdf,
            "The PDF is signed. It is unchanged; the searchable PDF is another file, for which the signature does not hold.");

    /// <summary>Writes the font and the pages' words as objects of a PDF without pages.</summary>
    private static TextLayerObjects WriteLayer(string layer, OpenedPdf opened, string path)
    {
        IReadOnlyDictionary<int, PdfBoxes> boxes = PdfBoxes.Read(opened.Path, opened.Pages);
        using var pdf = new PdfFileWriter(path);
        int catalog = pdf.Reserve(), tree = pdf.Reserve();
        var font = new GlyphlessFont(pdf);
        var contents = new Dictionary<int, int>();
        foreach (TextLayerPage page in TextLayerFile.Read(layer))
        {
            if (page.Words.Count == 0 || !boxes.TryGetValue(page.Page, out PdfBoxes? place))
                continue;
            PageTransform toPage = place.FromViewer(page.Width, page.Height);
            contents[page.Page] = pdf.WriteDeflated("", file => file.Write(Encoding.ASCII.GetBytes(
                $"q\n{InvisibleTextLayer.Of(page.Words, toPage, font, PageResources.FontName)}Q\n")));
        }

        font.End();
        pdf.Write("<< /Type /Pages /Count 0 /Kids [] >>", tree);
        pdf.Write($"<< /Type /Catalog /Pages {tree} 0 R >>", catalog);
        pdf.End(catalog);
        return new TextLayerObjects(font.Number, contents);
    }

    private static void Run(OpenedPdf opened, SearchableRequest request, string update)
    {
        List<string> arguments = ["--no-warn", "--warning-exit-0", opened.Path, $"--update-from-json={update}"];
        // What was decrypted is written with its encryption, also with one that is not secure any more.
        if (opened.IsDecrypted)
            arguments.AddRange(["--allow-weak-crypto", $"--copy-encryption={request.Path}",
                $"--encryption-file-password={request.Password!.Reveal()}"]);
        arguments.Add(request.Output);
        // The password is not among the arguments, which other users of the machine can see.
        using ToolProcess qpdf = PdfTools.StartWith(string.Concat(arguments.Select(argument => argument + "\n")), "qpdf", "@-");
        if (qpdf.ExitCode() != 0)
            throw qpdf.Failure("The searchable PDF cannot be written.");
    }
}
