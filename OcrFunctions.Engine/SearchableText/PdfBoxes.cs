using System.Globalization;
using System.Text.RegularExpressions;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>Boxes of a PDF page in its own space.</summary>
/// <param name="Crop">What a viewer shows.</param>
/// <param name="Rotate">Degrees clockwise by which a viewer turns the page.</param>
internal sealed partial record PdfBoxes(PdfBoxes.Rectangle Crop, int Rotate)
{
    /// <summary>Room for pdfinfo's output on one page, and for the metadata before it.</summary>
    private const int OutputForPage = 600, OutputForRest = 1_000_000;

    /// <summary>The boxes of pages 1 to <paramref name="last"/>.</summary>
    public static IReadOnlyDictionary<int, PdfBoxes> Read(string path, int last)
    {
        using ToolProcess pdfinfo = PdfTools.Start("pdfinfo", "-box", "-f", "1", "-l", last.ToString(CultureInfo.InvariantCulture), path);
        string text = pdfinfo.ReadText(OutputForPage * last + OutputForRest);
        var boxes = Box().Matches(text)
            .ToLookup(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture),
                Rectangle.Of);
        var turns = Turn().Matches(text).GroupBy(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToDictionary(g => g.Key, g => int.Parse(g.Last().Groups[2].Value, CultureInfo.InvariantCulture));
        return boxes.ToDictionary(page => page.Key, page => new PdfBoxes(
            page.Last(), turns.GetValueOrDefault(page.Key)));
    }

    /// <summary>From a page of given size as a viewer shows it, origin at the top left, to the page's own space.</summary>
    public PageTransform FromViewer(double width, double height)
    {
        (double shownWidth, double shownHeight) = Rotate % 180 == 0 ? (Crop.Width, Crop.Height) : (Crop.Height, Crop.Width);
        return PageTransform.Scale(shownWidth / width, shownHeight / height)
            .Then(ViewerSpace.Of(Crop.Left, Crop.Bottom, Crop.Width, Crop.Height, Rotate, unit: 1).Inverse());
    }

    [GeneratedRegex(@"^Page +(\d+) CropBox: +(-?[0-9.e+-]+) +(-?[0-9.e+-]+) +(-?[0-9.e+-]+) +(-?[0-9.e+-]+)",
        RegexOptions.Multiline)]
    private static partial Regex Box();

    [GeneratedRegex(@"^Page +(\d+) rot: +(-?\d+)", RegexOptions.Multiline)]
    private static partial Regex Turn();

    /// <summary>In the page's own space.</summary>
    internal readonly record struct Rectangle(double Left, double Bottom, double Width, double Height)
    {
        public static Rectangle Of(Match match)
        {
            double left = Number(match.Groups[2]), bottom = Number(match.Groups[3]), right = Number(match.Groups[4]),
                top = Number(match.Groups[5]);
            return new Rectangle(Math.Min(left, right), Math.Min(bottom, top), Math.Abs(right - left), Math.Abs(top - bottom));
        }

        private static double Number(Group group) => double.Parse(group.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
