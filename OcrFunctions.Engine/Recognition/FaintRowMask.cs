using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>A white image with faint rows at their original positions, their contrast stretched to black on white.</summary>
internal static class FaintRowMask
{
    /// <summary>Margin around a row, over its height: the next row has a contrast of its own. At its ends, room for a point.</summary>
    private const double Margin = 0.3, MarginOfEnds = 1;

    /// <summary>Fraction of the contrast that stays white: the paper's grain.</summary>
    private const double Grain = 0.15;

    /// <param name="pixels">8 bits.</param>
    /// <param name="rows">What to keep.</param>
    public static PixHandle Apply(PixHandle pixels, IEnumerable<FaintRow> rows)
    {
        PixHandle mask = Checked(pixCreateTemplate(pixels));
        _ = pixSetAllGray(mask, byte.MaxValue);
        var page = new BoundingBox(0, 0, pixGetWidth(pixels), pixGetHeight(pixels));
        foreach (FaintRow row in rows)
        {
            BoundingBox region = row.Region.Box, grown = region.Grown(Margin * region.Height);
            double ends = MarginOfEnds * region.Height;
            BoundingBox box = (grown with { Left = region.Left - ends, Right = region.Right + ends }).Intersect(page);
            (int x, int y, int width, int height) = ((int)box.Left, (int)box.Top, (int)box.Width, (int)box.Height);
            using PixHandle part = Checked(pixCreate(width, height, 8));
            _ = pixRasterop(part, 0, 0, width, height, PIX_SRC, pixels, x, y);
            int black = row.Contrast.Ground - row.Contrast.Contrast, white = row.Contrast.Ground - (int)(Grain * row.Contrast.Contrast);
            using PixHandle stretched = Checked(pixGammaTRC(0, part, gamma: 1, black, white));
            _ = pixRasterop(mask, x, y, width, height, PIX_SRC, stretched, 0, 0);
        }

        return mask;
    }

    private static PixHandle Checked(PixHandle pixels) => LeptonicaErrors.Check(pixels, "faint text");
}
