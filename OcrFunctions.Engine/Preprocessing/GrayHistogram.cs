using System.Runtime.CompilerServices;
using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>Histogram of grays, 0 to 255.</summary>
internal sealed class GrayHistogram
{
    private readonly int[] _counts = new int[256];

    public int Count { get; private set; }

    /// <param name="gray">8 bits.</param>
    /// <param name="step">Of how many rows and columns one is counted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe GrayHistogram Of(PixHandle gray, int step = 1)
    {
        var histogram = new GrayHistogram();
        (int width, int height, int bytes) = (pixGetWidth(gray), pixGetHeight(gray), pixGetWpl(gray) * sizeof(uint));
        byte* row = (byte*)pixGetData(gray);
        for (int y = 0; y < height; y += step, row += (long)step * bytes)
            for (int x = 0; x < width; x += step)
                // The leftmost pixel is in the highest byte of a word.
                histogram.Add(row[x ^ 3]);
        return histogram;
    }

    public void Add(byte gray)
    {
        _counts[gray]++;
        Count++;
    }

    /// <summary>The gray that a fraction of the pixels does not exceed.</summary>
    /// <param name="fraction">0 to 1.</param>
    public int Quantile(double fraction)
    {
        int gray = 0;
        for (double left = fraction * Count; gray < 255 && (left -= _counts[gray]) > 0;)
            gray++;
        return gray;
    }

    /// <summary>Fraction of the pixels in a range of grays; 0 without pixels.</summary>
    public double Share(int from, int to)
    {
        int count = 0;
        for (int gray = Math.Max(0, from); gray <= Math.Min(255, to); gray++)
            count += _counts[gray];
        return (double)count / Math.Max(1, Count);
    }
}
