namespace OcrFunctions.Engine.Onnx;

/// <summary>
/// Scales an image in one direction after the other. Each new pixel is the mean of the old ones that its footprint covers; where the image
/// is enlarged, it is interpolated between the two nearest.
/// </summary>
internal static class ImageScaling
{
    /// <summary>Scales every row.</summary>
    /// <param name="values">Row by row.</param>
    /// <param name="width">Of the image.</param>
    /// <param name="height">Of the image.</param>
    /// <param name="newWidth">Of the result, which has the same height.</param>
    public static float[] Rows(ReadOnlySpan<float> values, int width, int height, int newWidth)
    {
        float[] scaled = new float[newWidth * height];
        Weights[] weights = For(width, newWidth);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < newWidth; x++)
            {
                Weights weight = weights[x];
                float sum = 0;
                for (int i = 0; i < weight.Factors.Length; i++)
                    sum += weight.Factors[i] * values[y * width + weight.First + i];
                scaled[y * newWidth + x] = sum;
            }

        return scaled;
    }

    /// <summary>Scales every column.</summary>
    /// <param name="values">Row by row.</param>
    /// <param name="width">Of the image and the result.</param>
    /// <param name="height">Of the image.</param>
    /// <param name="newHeight">Of the result.</param>
    /// <param name="result">Where the result goes.</param>
    /// <param name="stride">Values from one row of the result to the next.</param>
    public static void Columns(ReadOnlySpan<float> values, int width, int height, int newHeight, Span<float> result, int stride)
    {
        Weights[] weights = For(height, newHeight);
        for (int y = 0; y < newHeight; y++)
        {
            Span<float> row = result.Slice(y * stride, width);
            row.Clear();
            Weights weight = weights[y];
            for (int i = 0; i < weight.Factors.Length; i++)
            {
                ReadOnlySpan<float> source = values.Slice((weight.First + i) * width, width);
                for (int x = 0; x < width; x++)
                    row[x] += weight.Factors[i] * source[x];
            }
        }
    }

    private static Weights[] For(int size, int newSize)
    {
        var weights = new Weights[newSize];
        double ratio = (double)size / newSize;
        for (int i = 0; i < newSize; i++)
        {
            // An enlarged pixel's footprint is widened to one old pixel around its middle, which interpolates.
            double middle = (i + 0.5) * ratio, half = Math.Max(1, ratio) / 2;
            double from = Math.Max(0, middle - half), to = Math.Min(size, middle + half);
            int first = (int)from, last = Math.Min(size - 1, (int)Math.Ceiling(to) - 1);
            float[] factors = new float[last - first + 1];
            for (int old = first; old <= last; old++)
                factors[old - first] = (float)((Math.Min(to, old + 1) - Math.Max(from, old)) / (to - from));
            weights[i] = new Weights(first, factors);
        }

        return weights;
    }

    /// <param name="First">First old pixel that is covered.</param>
    /// <param name="Factors">Of it and those after it; their sum is 1.</param>
    private readonly record struct Weights(int First, float[] Factors);
}
