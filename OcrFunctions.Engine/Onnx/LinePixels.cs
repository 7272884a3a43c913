using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Onnx;

/// <summary>A line cut out of a page and scaled to a recognizer's height: values from -1 (black) to 1 (white).</summary>
internal static class LinePixels
{
    /// <summary>Widths are multiples of this, so that a step of the network never ends outside the image.</summary>
    private const int WidthMultiple = 8;

    /// <summary>Pixels: a line of 4,800 has some 300 letters. Hostile files have wider ones.</summary>
    private const int MaxWidth = 4_800;

    /// <param name="image">8 bits of gray, or 1 bit.</param>
    /// <param name="box">In pixels of the image.</param>
    /// <param name="height">Of the result.</param>
    /// <param name="channels">The gray values are repeated for each.</param>
    /// <returns>
    /// Channel by channel, row by row; the width, and the image's pixels to one pixel of it. Null for a box outside the image.
    /// </returns>
    public static (float[] Values, int Width, double Scale, double Left)? Of(PixHandle image, BoundingBox box, int height, int channels)
    {
        int left = Math.Max(0, (int)Math.Floor(box.Left)), top = Math.Max(0, (int)Math.Floor(box.Top));
        int right = Math.Min(pixGetWidth(image), (int)Math.Ceiling(box.Right)),
            bottom = Math.Min(pixGetHeight(image), (int)Math.Ceiling(box.Bottom));
        if (right - left < 1 || bottom - top < 1)
            return null;
        float[] gray = GrayPixels.Of(image, left, top, right - left, bottom - top);
        double scale = (double)(bottom - top) / height;
        int content = Math.Clamp((int)Math.Round((right - left) / scale), 1, MaxWidth);
        int width = (content + WidthMultiple - 1) / WidthMultiple * WidthMultiple;
        double across = (double)(right - left) / content;
        float[] rows = ImageScaling.Rows(gray, right - left, bottom - top, content);
        float[] values = new float[channels * height * width];
        Span<float> first = values.AsSpan(0, height * width);
        first.Fill(1);
        ImageScaling.Columns(rows, content, bottom - top, height, first, width);
        // From 0 to 1 to -1 to 1.
        for (int i = 0; i < first.Length; i++)
            first[i] = 2 * first[i] - 1;
        for (int channel = 1; channel < channels; channel++)
            first.CopyTo(values.AsSpan(channel * height * width));
        return (values, width, across, left);
    }
}
