using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Onnx;

/// <summary>
/// A text detector with differentiable binarization (DB) in ONNX form: an image in, for each pixel the probability of a shrunken line of
/// text out. The image is level, so that lines are upright rectangles.
/// </summary>
internal sealed class TextDetector : ITextDetector, IDisposable
{
    /// <summary>Pixels: the longer side of what the network sees. Twice as much costs four times the time and finds no more.</summary>
    private const int MaxSide = 960;

    /// <summary>The network halves the image five times.</summary>
    private const int SideMultiple = 32;

    /// <summary>Probability from which a pixel is text, and mean of a region from which it is.</summary>
    private const float MinPixel = 0.3f, MinRegion = 0.4f;

    /// <summary>The network's regions are shrunken lines: each side moves out by this times area over perimeter.</summary>
    private const double Unclip = 1.5;

    /// <summary>Pixels of a region; smaller ones are specks.</summary>
    private const int MinSize = 3;

    /// <summary>Regions of a page that are read; hostile files have more.</summary>
    private const int MaxRegions = 1_000;

    /// <summary>Mean and standard deviation of the channels of the images that the network was trained with, from 0 to 1.</summary>
    private static readonly float[] Means = [0.485f, 0.456f, 0.406f], Deviations = [0.229f, 0.224f, 0.225f];

    private readonly OnnxModel _model;

    private TextDetector(OnnxModel model) => _model = model;

    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.EngineFailed"/> if the file cannot be loaded.</exception>
    public static TextDetector Load(string path) => new(OnnxModel.Load(path));

    public IReadOnlyList<BoundingBox> Find(PixHandle image)
    {
        int width = pixGetWidth(image), height = pixGetHeight(image);
        double ratio = Math.Min(1, (double)MaxSide / Math.Max(width, height));
        int newWidth = Rounded(width * ratio), newHeight = Rounded(height * ratio);
        float[] gray = GrayPixels.Scaled(image, newWidth, newHeight);
        float[] values = new float[Means.Length * gray.Length];
        for (int channel = 0; channel < Means.Length; channel++)
            for (int i = 0; i < gray.Length; i++)
                values[channel * gray.Length + i] = (gray[i] - Means[channel]) / Deviations[channel];
        return _model.Run(values, [1, Means.Length, newHeight, newWidth], (map, _) =>
            Regions(map, newWidth, newHeight, (double)width / newWidth, (double)height / newHeight));
    }

    public void Dispose() => _model.Dispose();

    private static int Rounded(double size) => Math.Max(SideMultiple, (int)Math.Round(size / SideMultiple) * SideMultiple);

    private static List<BoundingBox> Regions(ReadOnlySpan<float> map, int width, int height, double across, double down)
    {
        using PixHandle mask = Mask(map, width, height);
        using BoxArrayHandle components = pixConnCompBB(mask, connectivity: 8);
        var regions = new List<BoundingBox>();
        for (int i = 0, count = components.IsInvalid ? 0 : boxaGetCount(components); i < count && regions.Count < MaxRegions; i++)
        {
            _ = boxaGetBoxGeometry(components, i, out int left, out int top, out int boxWidth, out int boxHeight);
            if (Math.Min(boxWidth, boxHeight) < MinSize || Mean(map, width, left, top, boxWidth, boxHeight) < MinRegion)
                continue;
            double margin = Unclip * boxWidth * boxHeight / (2.0 * (boxWidth + boxHeight));
            BoundingBox grown = new BoundingBox(left, top, left + boxWidth, top + boxHeight).Grown(margin);
            regions.Add(new BoundingBox(grown.Left * across, grown.Top * down, grown.Right * across, grown.Bottom * down)
                .Intersect(new BoundingBox(0, 0, width * across, height * down)));
        }

        return regions;
    }

    private static unsafe PixHandle Mask(ReadOnlySpan<float> map, int width, int height)
    {
        PixHandle mask = LeptonicaErrors.Check(pixCreate(width, height, depth: 1), "text detection");
        uint* data = pixGetData(mask);
        int words = pixGetWpl(mask);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                if (map[y * width + x] > MinPixel)
                    data[y * words + x / 32] |= 1u << (31 - x % 32);
        return mask;
    }

    /// <summary>Mean probability of the pixels that are text.</summary>
    private static float Mean(ReadOnlySpan<float> map, int width, int left, int top, int boxWidth, int boxHeight)
    {
        float sum = 0;
        int count = 0;
        for (int y = top; y < top + boxHeight; y++)
            foreach (float value in map.Slice(y * width + left, boxWidth))
                if (value > MinPixel)
                    (sum, count) = (sum + value, count + 1);
        return count == 0 ? 0 : sum / count;
    }
}
