using System.Globalization;
using System.Text;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Writes small PDFs by hand: one font, one graphics state, uncompressed.</summary>
internal static class PdfTestFile
{
    private const int Catalogue = 1, Tree = 2, Font = 3, Half = 4, FirstPage = 5;

    public static byte[] Write(IReadOnlyList<PdfTestPage> pages)
    {
        List<string> objects =
        [
            string.Create(CultureInfo.InvariantCulture, $"<< /Type /Catalog /Pages {Tree} 0 R >>"),
            $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select((_, i) => $"{FirstPage + 2 * i} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /ExtGState /ca 0.5 >>",
        ];
        for (int i = 0; i < pages.Count; i++)
        {
            PdfTestPage page = pages[i];
            string crop = page.CropBox is null ? "" : $" /CropBox [{string.Join(' ', page.CropBox.Select(Number))}]";
            objects.Add(
                $"<< /Type /Page /Parent {Tree} 0 R /MediaBox [0 0 {Number(page.Width)} {Number(page.Height)}]{crop} /Rotate {page.Rotate} "
                + $"/Resources << /Font << /F1 {Font} 0 R >> /ExtGState << /Half {Half} 0 R >> >> /Contents {FirstPage + 2 * i + 1} 0 R >>");
            objects.Add($"<< /Length {page.Content.Length} >>\nstream\n{page.Content}\nendstream");
        }

        return Assemble(objects);
    }

    private static byte[] Assemble(IReadOnlyList<string> objects)
    {
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (int i = 0; i < objects.Count; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        int table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (int offset in offsets)
            file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root {Catalogue} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
