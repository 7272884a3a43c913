using System.Globalization;
using System.Text;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>A page of a PDF made for a test, in points from the bottom left corner.</summary>
public sealed class PdfTestPage
{
    private readonly StringBuilder _content = new();

    public double Width { get; init; } = 595;

    public double Height { get; init; } = 842;

    /// <summary>Degrees clockwise by which a viewer rotates the page.</summary>
    public int Rotate { get; init; }

    /// <summary>Points in a unit of the page.</summary>
    public double UserUnit { get; init; } = 1;

    /// <summary>Image objects, which the content calls <c>/I1</c> and up.</summary>
    public List<byte[]> Images { get; } = [];

    /// <summary>Annotation objects.</summary>
    public List<byte[]> Annotations { get; } = [];

    /// <summary>Left, bottom, right, top; the whole page if null.</summary>
    public double[]? CropBox { get; init; }

    /// <summary>
    /// Further entries of the page's fonts; the objects in <see cref="Images"/> of the first page have the numbers 9 and up.
    /// </summary>
    public string Fonts { get; init; } = "";

    /// <summary>Further entries of the page's resources.</summary>
    public string Resources { get; init; } = "";

    /// <summary>Further entries of the page's dictionary.</summary>
    public string Entries { get; init; } = "";

    public string Content => _content.ToString();

    /// <summary>A page with one paragraph of prose.</summary>
    public static PdfTestPage OfProse(params string[] lines)
    {
        var page = new PdfTestPage();
        for (int i = 0; i < lines.Length; i++)
            page.Text(72, 740 - 20 * i, 14, lines[i]);
        return page;
    }

    /// <summary>An image object of gray pixels, not compressed.</summary>
    public static byte[] ImageOf(GrayImage image) => PdfTestFile.Stream(
        $"/Type /XObject /Subtype /Image /Width {image.Width} /Height {image.Height} /ColorSpace /DeviceGray /BitsPerComponent 8",
        image.Pixels);

    /// <summary>Sets a line of Helvetica with its baseline's left end at a point.</summary>
    /// <param name="font"><c>F1</c>, or <c>F2</c> for glyphs that do not say what they mean.</param>
    /// <param name="mode">Rendering mode; 3 leaves no ink.</param>
    public PdfTestPage Text(double x, double y, double size, string text, string font = "F1", int mode = 0) => Draw(string.Create(
        CultureInfo.InvariantCulture,
        $"BT {mode} Tr /{font} {size} Tf {x} {y} Td ({text.Replace(@"\", @"\\").Replace("(", @"\(").Replace(")", @"\)")}) Tj ET"));

    /// <summary>Places an image object in an upright box.</summary>
    public PdfTestPage Image(byte[] image, double left, double bottom, double width, double height)
    {
        Images.Add(image);
        return Draw(string.Create(CultureInfo.InvariantCulture, $"q {width} 0 0 {height} {left} {bottom} cm /I{Images.Count} Do Q"));
    }

    /// <summary>
    /// Adds drawing operators; <c>/Half</c> is a graphics state of half-transparent paint, <c>/Clear</c> of fully transparent paint.
    /// </summary>
    public PdfTestPage Draw(string operators)
    {
        _content.Append(operators).Append('\n');
        return this;
    }
}
