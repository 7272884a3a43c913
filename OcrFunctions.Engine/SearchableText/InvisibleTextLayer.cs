using System.Globalization;
using System.Text;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Languages;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>
/// A page's words as an invisible text layer: each is stretched to the width of its polygon and as high as it, around its
/// center. Words of a slightly skewed page are level all the same: readers split a word whose letters rise by half a point.
/// A space fills the gap to the next word, so that copied text has its spaces.
/// </summary>
internal static class InvisibleTextLayer
{
    /// <param name="words">In reading order.</param>
    /// <param name="toPdf">From the words' space (origin at the top left) to the PDF page's (origin at the bottom left).</param>
    /// <param name="font">Font that gives the codes.</param>
    /// <param name="name">Its name among the page's resources.</param>
    public static string Of(IReadOnlyList<TextLayerWord> words, PageTransform toPdf, GlyphlessFont font, string name)
    {
        // The font's size is in each word's matrix: programs that create an instance of the font for each size would take seconds a page.
        var text = new StringBuilder($"BT 3 Tr /{name} 1 Tf\n");
        for (int i = 0; i < words.Count; i++)
        {
            if (Place.Of(words[i], toPdf) is not { } place)
                continue;
            Place? next = words[i].Space && i + 1 < words.Count ? Place.Of(words[i + 1], toPdf) : null;
            Append(text, words[i].Text, place, next is null ? 0 : place.GapTo(next.Value), font);
        }

        return text.Append("ET\n").ToString();
    }

    private static void Append(StringBuilder text, string word, Place place, double gap, GlyphlessFont font)
    {
        int[] codes = [.. RightToLeft.AsShown(word).EnumerateRunes().Select(font.CodeOf)];
        double half = place.Height * GlyphlessFont.Width / 1_000;
        text.Append(CultureInfo.InvariantCulture, $"{100 * place.Width / (half * codes.Length):0.###} Tz ");
        text.Append(CultureInfo.InvariantCulture,
            $"{place.Cos * place.Height:0.####} {place.Sin * place.Height:0.####} {-place.Sin * place.Height:0.####} "
                + $"{place.Cos * place.Height:0.####} {place.X:0.####} {place.Y:0.####} Tm {Hex(codes)} Tj\n");
        if (gap > 0)
            text.Append(CultureInfo.InvariantCulture, $"{100 * gap / half:0.###} Tz {Hex([font.CodeOf(new Rune(' '))])} Tj\n");
    }

    private static string Hex(int[] codes) => $"<{string.Concat(codes.Select(code => code.ToString("X4", CultureInfo.InvariantCulture)))}>";

    /// <summary>Position of a word in the PDF's space: its lower left corner, its direction, its size.</summary>
    private readonly record struct Place(double X, double Y, double Cos, double Sin, double Width, double Height)
    {
        /// <summary>Words smaller than this, in points, cannot be found anyway, and the figures would be extreme.</summary>
        private const double MinSize = 0.05;

        /// <summary>Null for a word without extent or letters.</summary>
        public static Place? Of(TextLayerWord word, PageTransform toPdf)
        {
            (double leftX, double leftY) = toPdf.Apply(word.Polygon[6], word.Polygon[7]);
            (double rightX, double rightY) = toPdf.Apply(word.Polygon[4], word.Polygon[5]);
            (double topX, double topY) = toPdf.Apply(word.Polygon[0], word.Polygon[1]);
            double width = Math.Sqrt(Square(rightX - leftX) + Square(rightY - leftY)),
                height = Math.Sqrt(Square(topX - leftX) + Square(topY - leftY));
            if (word.Text.Length == 0 || !(width > MinSize && height > MinSize && double.IsFinite(width * height)))
                return null;
            // Around the center of the polygon, which is that of the diagonal from its lower right to its upper left corner.
            double quarters = Math.Round(Math.Atan2(rightY - leftY, rightX - leftX) / (Math.PI / 2)),
                cos = Math.Round(Math.Cos(quarters * Math.PI / 2)), sin = Math.Round(Math.Sin(quarters * Math.PI / 2));
            double x = (rightX + topX) / 2 - (width * cos - height * sin) / 2, y = (rightY + topY) / 2 - (width * sin + height * cos) / 2;
            return new Place(x, y, cos, sin, width, height);
        }

        /// <summary>
        /// Distance from this word's end to another one's beginning, along this one's line; negative for one that does not follow to the
        /// right.
        /// </summary>
        public double GapTo(Place next) => (next.X - X) * Cos + (next.Y - Y) * Sin - Width;

        private static double Square(double value) => value * value;
    }
}
