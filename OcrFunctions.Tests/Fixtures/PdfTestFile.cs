using System.Globalization;
using System.Text;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Writes small PDFs by hand: two fonts, two graphics states, images as given.</summary>
internal static class PdfTestFile
{
    private const int Catalog = 1, Tree = 2, Font = 3, Half = 4, Nameless = 5, Clear = 6, FirstPage = 7;

    /// <param name="pages">In order.</param>
    /// <param name="more">Additional catalog entries and objects, given the number of the first of these; page 1 is object 7.</param>
    public static byte[] Write(IReadOnlyList<PdfTestPage> pages, Func<int, (string Catalog, IReadOnlyList<string> Objects)>? more = null)
    {
        int[] numbers = new int[pages.Count];
        int next = FirstPage;
        for (int i = 0; i < pages.Count; i++)
        {
            numbers[i] = next;
            next += 2 + pages[i].Images.Count + pages[i].Annotations.Count;
        }

        (string catalog, IReadOnlyList<string> furtherObjects) = more?.Invoke(next + 1) ?? ("", []);
        List<byte[]> objects =
        [
            Bytes($"<< /Type /Catalog /Pages {Tree} 0 R {catalog} >>"),
            Bytes($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', numbers.Select(n => $"{n} 0 R"))}] >>"),
            Bytes("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"),
            Bytes("<< /Type /ExtGState /ca 0.5 >>"),
            // Shows Helvetica's glyphs without their meaning: the map leads to private-use code points.
            Bytes($"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode {next} 0 R >>"),
            Bytes("<< /Type /ExtGState /ca 0 >>"),
        ];
        for (int i = 0; i < pages.Count; i++)
            AddPage(objects, pages[i], numbers[i]);
        objects.Add(Stream("", Bytes(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /None def /CMapType 2 def\n"
            + "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <FF> <E020> endbfrange endcmap end end")));
        objects.AddRange(furtherObjects.Select(Bytes));
        return Assemble(objects);
    }

    /// <summary>A stream object with these dictionary entries.</summary>
    public static byte[] Stream(string dictionary, byte[] data) =>
        [.. Bytes($"<< {dictionary} /Length {data.Length} >>\nstream\n"), .. data, .. Bytes("\nendstream")];

    private static void AddPage(List<byte[]> objects, PdfTestPage page, int number)
    {
        string crop = page.CropBox is null ? "" : $" /CropBox [{string.Join(' ', page.CropBox.Select(Number))}]";
        string unit = page.UserUnit == 1 ? "" : $" /UserUnit {Number(page.UserUnit)}";
        int image = number + 2, annotation = image + page.Images.Count;
        string images = string.Join(' ', page.Images.Select((_, i) => $"/I{i + 1} {image + i} 0 R"));
        string annotations =
            page.Annotations.Count == 0 ? "" : $" /Annots [{string.Join(' ', page.Annotations.Select((_, i) => $"{annotation + i} 0 R"))}]";
        objects.Add(Bytes(
            $"<< /Type /Page /Parent {Tree} 0 R /MediaBox [0 0 {Number(page.Width)} {Number(page.Height)}]{crop}{unit}{annotations} "
                + $"/Rotate {page.Rotate} {page.Entries} "
            + $"/Resources << /Font << /F1 {Font} 0 R /F2 {Nameless} 0 R {page.Fonts} >> {page.Resources} "
            + $"/ExtGState << /Half {Half} 0 R /Clear {Clear} 0 R >> /XObject << {images} >> >> /Contents {number + 1} 0 R >>"));
        objects.Add(Stream("", Bytes(page.Content)));
        objects.AddRange(page.Images);
        objects.AddRange(page.Annotations);
    }

    private static byte[] Assemble(List<byte[]> objects)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.6\n"u8);
        var offsets = new List<long>();
        for (int i = 0; i < objects.Count; i++)
        {
            offsets.Add(file.Length);
            file.Write(Bytes($"{i + 1} 0 obj\n"));
            file.Write(objects[i]);
            file.Write("\nendobj\n"u8);
        }

        long table = file.Length;
        file.Write(Bytes($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n"));
        foreach (long offset in offsets)
            file.Write(Bytes(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n")));
        file.Write(Bytes($"trailer\n<< /Size {objects.Count + 1} /Root {Catalog} 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        return file.ToArray();
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
