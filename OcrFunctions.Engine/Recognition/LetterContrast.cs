using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preprocessing;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// What distinguishes print from the gaps between letters of the other polarity, and from texture: an even ground on all sides of a row,
/// and letters that differ clearly from it.
/// </summary>
/// <param name="Ground">Gray of the background, 0 to 255.</param>
/// <param name="Contrast">Difference of the letters' gray from it, positive.</param>
/// <param name="IsPrint">Whether the ground is even.</param>
internal readonly record struct LetterContrast(int Ground, int Contrast, bool IsPrint)
{
    /// <summary>Margin around a row, over its height, that shows its ground.</summary>
    private const double Margin = 0.2;

    /// <summary>Thin strokes never reach the letters' full contrast.</summary>
    private const double Full = 0.8;

    /// <summary>Deviation from the ground's gray, over the contrast, and at least.</summary>
    private const double Deviation = 0.25;

    private const int MinDeviation = 4, MaxDeviation = 32;

    /// <summary>Fraction of the ground within that deviation: a table's rule may touch the margin.</summary>
    private const double MinEven = 0.8;

    /// <summary>Fraction of a row that its strokes cover.</summary>
    private const double MinInk = 0.03, MaxInk = 0.6;

    /// <param name="gray">8 bits.</param>
    /// <param name="tophat">Its top-hat transform for the letters' polarity.</param>
    /// <param name="row">In pixels.</param>
    /// <param name="threshold">Of the transform, from which a pixel is a letter's.</param>
    public static LetterContrast Of(PixHandle gray, PixHandle tophat, BoundingBox row, int threshold)
    {
        var page = new BoundingBox(0, 0, pixGetWidth(gray), pixGetHeight(gray));
        GrayHistogram ink = new(), ground = new(), around = new();
        Count(row.Grown(Math.Max(2, Margin * row.Height)).Intersect(page));
        int median = ground.Quantile(0.5), contrast = ink.Quantile(Full);
        int deviation = (int)Math.Clamp(Deviation * contrast, MinDeviation, MaxDeviation);
        double share = (double)ink.Count / Math.Max(1, ink.Count + ground.Count);
        return new LetterContrast(
            median, contrast, share is > MinInk and < MaxInk && IsEven(ground) && (around.Count == 0 || IsEven(around)));

        bool IsEven(GrayHistogram pixels) => pixels.Share(median - deviation, median + deviation) >= MinEven;

        unsafe void Count(BoundingBox box)
        {
            byte* data = (byte*)pixGetData(gray), hat = (byte*)pixGetData(tophat);
            int bytes = pixGetWpl(gray) * sizeof(uint);
            for (int y = (int)box.Top; y < (int)box.Bottom; y++)
                for (int x = (int)box.Left; x < (int)box.Right; x++)
                {
                    int at = y * bytes + (x ^ 3);
                    if (!row.Contains(x, y))
                        around.Add(data[at]);
                    else if (hat[at] >= threshold)
                        ink.Add(hat[at]);
                    // Between them are the blurred edges of the letters.
                    else if (hat[at] < (threshold + 1) / 2)
                        ground.Add(data[at]);
                }
        }
    }
}
