using System.Globalization;
using System.Text;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.ProcessLifetime;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>
/// A PDF with invisible words over the pages that were recognized. qpdf lays one page over another and leaves all else as it is: images,
/// forms, attachments, outlines, labels, encryption. Pages without new words are not touched.
/// </summary>
internal static class OverlaidPdf
{
    public static SearchableDocument Write(SearchableRequest request, PdfOpener pdfs)
    {
        OpenedPdf opened = pdfs.Open(request.Path, request.Password?.Reveal());
        using ExitCleanupItem<string> folder = ExitCleanup.Acquire(
            () => Directory.CreateTempSubdirectory("ocrfunctions-layer-").FullName, path => Directory.Delete(path, recursive: true));
        string overlay = Path.Combine(folder.Value, "overlay.pdf"), stripped = Path.Combine(folder.Value, "stripped.pdf");
        List<int> pages = WriteOverlay(request.Layer, opened, overlay);
        // A file that was mended has no better original; one that was decrypted is written with its encryption.
        string source = opened.IsRepaired ? opened.Path : request.Path;
        if (pages.Count == 0)
        {
            File.Copy(source, request.Output);
            return new SearchableDocument();
        }

        using var hidden = new InvisibleTextRemover(opened.Path);
        if (hidden.WriteUpdate(pages, Path.Combine(folder.Value, "update.json")) is { } update)
        {
            Run(request.Password?.Reveal(), source, stripped, $"--update-from-json={update}");
            source = stripped;
        }

        Run(request.Password?.Reveal(), source, request.Output, "--overlay", overlay, $"--to={Ranges(pages)}", "--");
        return new SearchableDocument(hidden.IsSigned ? [Signed] : null);
    }

    private static EngineWarning Signed =>
        new(EngineWarningCodes.SignedPdf,
            "The PDF is signed. It is unchanged; the searchable PDF is another file, for which the signature does not hold.");

    /// <returns>Numbers of the pages that get words, in the order of the overlay's pages.</returns>
    private static List<int> WriteOverlay(string layer, OpenedPdf opened, string path)
    {
        IReadOnlyDictionary<int, PdfBoxes> boxes = PdfBoxes.Read(opened.Path, opened.Pages);
        using var pdf = new PdfFileWriter(path);
        int catalog = pdf.Reserve(), tree = pdf.Reserve();
        var font = new GlyphlessFont(pdf);
        var numbers = new List<int>();
        var objects = new List<int>();
        foreach (TextLayerPage page in TextLayerFile.Read(layer))
        {
            if (page.Words.Count == 0 || !boxes.TryGetValue(page.Page, out PdfBoxes? place))
                continue;
            string content = InvisibleTextLayer.Of(page.Words, place.ToTrim(page.Width, page.Height), font, "Inv");
            int drawing = pdf.WriteDeflated("", file => file.Write(Encoding.ASCII.GetBytes(content)));
            (double width, double height) = place.TrimAsShown;
            objects.Add(pdf.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width:0.####} {height:0.####}] /UserUnit "
                    + $"{place.UserUnit(page.Width):0.###} /Resources << /Font << /Inv {font.Number} 0 R >> >> /Contents {drawing} 0 R "
                    + $">>")));
            numbers.Add(page.Page);
        }

        font.End();
        pdf.Write($"<< /Type /Pages /Count {objects.Count} /Kids [{string.Join(' ', objects.Select(page => $"{page} 0 R"))}] >>", tree);
        pdf.Write($"<< /Type /Catalog /Pages {tree} 0 R >>", catalog);
        pdf.End(catalog);
        return numbers;
    }

    /// <summary>Page numbers as qpdf reads them: <c>1-3,7</c>.</summary>
    private static string Ranges(List<int> pages)
    {
        var ranges = new StringBuilder();
        for (int i = 0; i < pages.Count;)
        {
            int first = i;
            while (++i < pages.Count && pages[i] == pages[i - 1] + 1)
            {
            }

            ranges.Append(CultureInfo.InvariantCulture, $"{(first == 0 ? "" : ",")}{pages[first]}");
            if (i - 1 > first)
                ranges.Append(CultureInfo.InvariantCulture, $"-{pages[i - 1]}");
        }

        return ranges.ToString();
    }

    private static void Run(string? password, string source, string target, params string[] how)
    {
        string[] arguments =
            ["--no-warn", "--warning-exit-0", .. password is null ? (string[])[] : ["--password-file=-"], source, .. how, target];
        using ToolProcess qpdf = PdfTools.StartWith(password is null ? null : password + "\n", "qpdf", arguments);
        if (qpdf.ExitCode() != 0)
            throw qpdf.Failure("The searchable PDF cannot be written.");
    }
}
