using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Onnx;

/// <summary>Grays of an image as numbers from 0 (black) to 1 (white).</summary>
internal static class GrayPixels
{
    private const int StripHeight = 64;

    /// <summary>A part of an image, row by row.</summary>
    /// <param name="image">8 bits of gray, or 1 bit.</param>
    /// <param name="left">In the image, as the others.</param>
    /// <param name="top">Likewise.</param>
    /// <param name="width">Likewise.</param>
    /// <param name="height">Likewise.</param>
    public static unsafe float[] Of(PixHandle image, int left, int top, int width, int height)
    {
        bool isBilevel = pixGetDepth(image) == 1;
        uint* data = pixGetData(image);
        int words = pixGetWpl(image);
        float[] gray = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            uint* row = data + (long)(top + y) * words;
            for (int x = 0; x < width; x++)
            {
                int column = left + x;
                gray[y * width + x] = isBilevel
                    ? (row[column / 32] >> (31 - column % 32) & 1) == 0 ? 1 : 0
                    : (row[column / 4] >> (24 - 8 * (column % 4)) & byte.MaxValue) / (float)byte.MaxValue;
            }
        }

        return gray;
    }

    /// <summary>The whole image scaled to a size, row by row. It is scaled strip by strip: a large page is never held as numbers.</summary>
    /// <param name="image">8 bits of gray, or 1 bit.</param>
    /// <param name="newWidth">Of the result.</param>
    /// <param name="newHeight">Of the result.</param>
    public static float[] Scaled(PixHandle image, int newWidth, int newHeight)
    {
        int width = pixGetWidth(image), height = pixGetHeight(image);
        float[] rows = new float[newWidth * height];
        for (int top = 0; top < height; top += StripHeight)
        {
            int strip = Math.Min(StripHeight, height - top);
            ImageScaling.Rows(Of(image, 0, top, width, strip), width, strip, newWidth).CopyTo(rows.AsSpan(top * newWidth));
        }

        float[] scaled = new float[newWidth * newHeight];
        ImageScaling.Columns(rows, newWidth, height, newHeight, scaled, newWidth);
        return scaled;
    }
}
