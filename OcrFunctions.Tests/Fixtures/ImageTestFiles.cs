using System.Buffers.Binary;
using System.Text;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors.Quantization;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Writes gray images in formats that the rendering tools do not write.</summary>
internal static class ImageTestFiles
{
    /// <summary>A Windows bitmap of 24 bits, rows from the bottom.</summary>
    public static byte[] Bmp(GrayImage image) => Encode(image.ToImage(), new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel24 });

    /// <param name="image">Its transparency is kept.</param>
    public static byte[] Png(Image<Rgba32> image) => Encode(image, new PngEncoder());

    /// <summary>A portable graymap.</summary>
    public static byte[] Pgm(GrayImage image) => [.. Encoding.ASCII.GetBytes($"P5\n{image.Width} {image.Height}\n255\n"), .. image.Pixels];

    public static byte[] Gif(GrayImage image, int frames = 1)
    {
        Image<L8> animation = image.ToImage();
        while (animation.Frames.Count < frames)
            animation.Frames.AddFrame(animation.Frames.RootFrame);
        return Encode(animation, new GifEncoder
        {
            // One quantizer and a common table would spoil the colors of the first frame.
            ColorTableMode = GifColorTableMode.Local,
            Quantizer = new WuQuantizer(new QuantizerOptions { Dither = null }),
        });
    }

    /// <summary>A TIFF of two strips of which the second is beyond the end of the file.</summary>
    public static byte[] CutTiff(GrayImage image)
    {
        int half = image.Height / 2, first = half * image.Width, arrays = 8 + first, directory = arrays + 16;
        byte[] file = new byte[directory + 2 + 9 * 12 + 4];
        "II*\0"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), directory);
        image.Pixels.AsSpan(0, first).CopyTo(file.AsSpan(8));
        foreach ((int i, int value) in new[] { 8, file.Length, first, image.Pixels.Length - first }.Index())
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(arrays + 4 * i), value);
        (int Tag, int Type, int Count, int Value)[] entries =
        [
            (256, 4, 1, image.Width), (257, 4, 1, image.Height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
            (273, 4, 2, arrays), (277, 3, 1, 1), (278, 4, 1, half), (279, 4, 2, arrays + 8),
        ];
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(directory), (short)entries.Length);
        foreach ((int i, (int tag, int type, int count, int value)) in entries.Index())
        {
            Span<byte> entry = file.AsSpan(directory + 2 + 12 * i);
            BinaryPrimitives.WriteInt16LittleEndian(entry, (short)tag);
            BinaryPrimitives.WriteInt16LittleEndian(entry[2..], (short)type);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], count);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], value);
        }

        return file;
    }

    private static byte[] Encode(Image image, IImageEncoder encoder)
    {
        using var file = new MemoryStream();
        using (image)
            image.Save(file, encoder);
        return file.ToArray();
    }
}
