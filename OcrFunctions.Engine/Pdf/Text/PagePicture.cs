using System.Globalization;
using System.Text;
using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>What a viewer shows of a page, in color, at a resolution that is enough to see what is there.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Colors">Three bytes a pixel: red, green, blue.</param>
/// <param name="PixelsPerPoint">Resolution, in pixels per point of the page as a viewer shows it.</param>
/// <param name="Messages">What poppler said of the page's content.</param>
internal sealed record PagePicture(int Width, int Height, byte[] Colors, double PixelsPerPoint, string Messages)
{
    private const int Dpi = 100;

    /// <summary>A sheet of A2; larger ones get a lower resolution.</summary>
    private const double MaxPixels = 4_000_000;

    /// <summary>Bytes of a pixel.</summary>
    public const int Channels = 3;

    /// <summary>Fewer pixels make no letter.</summary>
    public const int MinInk = 12;

    /// <summary>Difference from white, of 255, from which a reader sees it.</summary>
    private const int Visible = 16;

    /// <summary>Whether so little is drawn on the page that it can hold no letter.</summary>
    public bool IsBlank
    {
        get
        {
            // Most pixels are white, and the search passes over them sixteen and more at once.
            ReadOnlySpan<byte> rest = Colors;
            int seen = 0;
            for (int next; seen < MinInk && (next = rest.IndexOfAnyInRange((byte)0, (byte)(byte.MaxValue - Visible - 1))) >= 0; seen++)
                rest = rest[(next + 1)..];
            return seen < MinInk;
        }
    }

    public ReadOnlySpan<byte> Row(int y) => Colors.AsSpan(Channels * Width * y, Channels * Width);

    /// <returns>Null where poppler draws no such page.</returns>
    public static PagePicture? Draw(string path, int page, PageSketch sketch)
    {
        double dpi = Math.Min(Dpi, PdfPageSize.PointsPerInch * Math.Sqrt(MaxPixels / sketch.Page.Area));
        string number = page.ToString(CultureInfo.InvariantCulture);
        // Poppler's only unit is the point.
        using ToolProcess pdftoppm = PdfTools.Start("pdftoppm", "-cropbox", "-singlefile", "-f", number, "-l", number,
            "-r", (dpi * sketch.UserUnit).ToString(CultureInfo.InvariantCulture), path);
        using var output = new BufferedStream(pdftoppm.Output, 1 << 18);
        if (Line(output) != "P6" || Line(output).Split(' ') is not [string across, string down] || Line(output) != "255")
            return null;
        (int width, int height) = (int.Parse(across, CultureInfo.InvariantCulture), int.Parse(down, CultureInfo.InvariantCulture));
        // A page that a sketch misjudges could be of any size.
        if ((long)width * height > 2 * MaxPixels)
            return null;
        byte[] colors = new byte[Channels * width * height];
        if (output.ReadAtLeast(colors, colors.Length, throwOnEndOfStream: false) < colors.Length)
            return null;
        return new PagePicture(width, height, colors, dpi / PdfPageSize.PointsPerInch, pdftoppm.Messages());
    }

    private static string Line(Stream stream)
    {
        const int longest = 40;
        var line = new StringBuilder();
        for (int c = stream.ReadByte(); c >= 0 && c != '\n' && line.Length < longest; c = stream.ReadByte())
            line.Append((char)c);
        return line.ToString();
    }
}
