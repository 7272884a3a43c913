using System.Globalization;
using System.Text.RegularExpressions;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>Boxes of a PDF page in its own space.</summary>
/// <param name="Crop">What a viewer shows.</param>
/// <param name="Trim">Where qpdf places an overlay.</param>
/// <param name="Rotate">Degrees clockwise by which a viewer turns the page.</param>
internal sealed partial record PdfBoxes(PdfBoxes.Rectangle Crop, PdfBoxes.Rectangle Trim, int Rotate)
{
    private const double PointsPerInch = 72;

    /// <summary>Room for pdfinfo's output on one page, and for the metadata before it.</summary>
    private const int OutputForPage = 600, OutputForRest = 1_000_000;

    /// <summary>The boxes of pages 1 to <paramref name="last"/>.</summary>
    public static IReadOnlyDictionary<int, PdfBoxes> Read(string path, int last)
    {
        using ToolProcess pdfinfo = PdfTools.Start("pdfinfo", "-box", "-f", "1", "-l", last.ToString(CultureInfo.InvariantCulture), path);
        string text = pdfinfo.ReadText(OutputForPage * last + OutputForRest);
        var boxes = Box().Matches(text)
            .ToLookup(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture),
                m => (Name: m.Groups[2].Value, Box: Rectangle.Of(m)));
        var turns = Turn().Matches(text).GroupBy(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToDictionary(g => g.Key, g => int.Parse(g.Last().Groups[2].Value, CultureInfo.InvariantCulture));
        return boxes.ToDictionary(page => page.Key, page => new PdfBoxes(
            page.Last(box => box.Name == "CropBox").Box, page.Last(box => box.Name == "TrimBox").Box, turns.GetValueOrDefault(page.Key)));
    }

    /// <summary>Size of the trim box as a viewer shows the page.</summary>
    public (double Width, double Height) TrimAsShown => Rotate % 180 == 0 ? (Trim.Width, Trim.Height) : (Trim.Height, Trim.Width);

    /// <summary>
    /// Points in a unit of the page, which pdfinfo does not report: computed from its displayed width, in inches. qpdf scales an overlay
    /// by the units of both pages.
    /// </summary>
    public double UserUnit(double inches) => PointsPerInch * inches / CropAsShown.Width;

    private (double Width, double Height) CropAsShown => Rotate % 180 == 0 ? (Crop.Width, Crop.Height) : (Crop.Height, Crop.Width);

    /// <summary>
    /// From a page of given size as a viewer shows it, origin at the top left, to a PDF page that is the trim box as a viewer shows it,
    /// origin at the bottom left.
    /// </summary>
    public PageTransform ToTrim(double width, double height)
    {
        PageTransform crop = ViewerSpace.Of(Crop.Left, Crop.Bottom, Crop.Width, Crop.Height, Rotate, 1),
            trim = ViewerSpace.Of(Trim.Left, Trim.Bottom, Trim.Width, Trim.Height, Rotate, 1);
        // Both spaces have the same orientation, so they differ by a translation: that of the trim box's own corner.
        (double x, double y) = crop.Apply(Trim.Left, Trim.Bottom);
        (double ownX, double ownY) = trim.Apply(Trim.Left, Trim.Bottom);
        (double cropWidth, double cropHeight) = CropAsShown;
        return PageTransform.Scale(cropWidth / width, cropHeight / height)
            .Then(new PageTransform(1, 0, ownX - x, 0, 1, ownY - y))
            .Then(new PageTransform(1, 0, 0, 0, -1, TrimAsShown.Height));
    }

    [GeneratedRegex(@"^Page +(\d+) (CropBox|TrimBox): +(-?[0-9.e+-]+) +(-?[0-9.e+-]+) +(-?[0-9.e+-]+) +(-?[0-9.e+-]+)",
        RegexOptions.Multiline)]
    private static partial Regex Box();

    [GeneratedRegex(@"^Page +(\d+) rot: +(-?\d+)", RegexOptions.Multiline)]
    private static partial Regex Turn();

    /// <summary>In the page's own space.</summary>
    internal readonly record struct Rectangle(double Left, double Bottom, double Width, double Height)
    {
        public static Rectangle Of(Match match)
        {
            double left = Number(match.Groups[3]), bottom = Number(match.Groups[4]), right = Number(match.Groups[5]),
                top = Number(match.Groups[6]);
            return new Rectangle(Math.Min(left, right), Math.Min(bottom, top), Math.Abs(right - left), Math.Abs(top - bottom));
        }

        private static double Number(Group group) => double.Parse(group.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
