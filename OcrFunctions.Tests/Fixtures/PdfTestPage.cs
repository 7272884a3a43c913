using System.Globalization;
using System.Text;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>A page of a PDF made for a test, in points from the bottom left corner.</summary>
public sealed class PdfTestPage
{
    private readonly StringBuilder _content = new();

    public double Width { get; init; } = 595;

    public double Height { get; init; } = 842;

    /// <summary>Degrees that a viewer turns the page clockwise.</summary>
    public int Rotate { get; init; }

    /// <summary>Left, bottom, right, top; the whole page if null.</summary>
    public double[]? CropBox { get; init; }

    public string Content => _content.ToString();

    /// <summary>A page with one paragraph of prose.</summary>
    public static PdfTestPage OfProse(params string[] lines)
    {
        var page = new PdfTestPage();
        for (int i = 0; i < lines.Length; i++)
            page.Text(72, 740 - 20 * i, 14, lines[i]);
        return page;
    }

    /// <summary>Sets a line of Helvetica with its baseline's left end at a point.</summary>
    public PdfTestPage Text(double x, double y, double size, string text) => Draw(string.Create(
        CultureInfo.InvariantCulture, $"BT /F1 {size} Tf {x} {y} Td ({text.Replace(@"\", @"\\").Replace("(", @"\(").Replace(")", @"\)")}) Tj ET"));

    /// <summary>Adds drawing operators; <c>/Half</c> is a graphics state of half transparent paint.</summary>
    public PdfTestPage Draw(string operators)
    {
        _content.Append(operators).Append('\n');
        return this;
    }
}
