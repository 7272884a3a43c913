using System.Buffers.Binary;
using System.Text;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Writes gray images in simple formats.</summary>
internal static class ImageTestFiles
{
    /// <summary>A Windows bitmap of 24 bits, rows from the bottom.</summary>
    public static byte[] Bmp(GrayImage image)
    {
        int row = (3 * image.Width + 3) / 4 * 4, size = 54 + row * image.Height;
        byte[] file = new byte[size];
        "BM"u8.CopyTo(file);
        foreach ((int at,
            int value) in new[] { (2, size), (10, 54), (14, 40), (18, image.Width), (22, image.Height), (26, 1 | 24 << 16),
                (34, size - 54) })
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        for (int y = 0; y < image.Height; y++)
            for (int x = 0; x < 3 * image.Width; x++)
                file[54 + (image.Height - 1 - y) * row + x] = image.Pixels[y * image.Width + x / 3];
        return file;
    }

    /// <summary>A portable graymap.</summary>
    public static byte[] Pgm(GrayImage image) => [.. Encoding.ASCII.GetBytes($"P5\n{image.Width} {image.Height}\n255\n"), .. image.Pixels];

    /// <summary>A GIF of 128 grays, compressed with a dictionary that is cleared before it grows.</summary>
    public static byte[] Gif(GrayImage image, int frames = 1)
    {
        var file = new List<byte>("GIF89a"u8.ToArray());
        AddShorts(file, image.Width, image.Height);
        file.AddRange([0xF6, 0, 0]);
        for (int gray = 0; gray < 128; gray++)
            file.AddRange([(byte)(2 * gray + 1), (byte)(2 * gray + 1), (byte)(2 * gray + 1)]);
        for (int i = 0; i < frames; i++)
            AddFrame(file, image);
        file.Add(0x3B);
        return [.. file];
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

    private static void AddFrame(List<byte> file, GrayImage image)
    {
        file.Add(0x2C);
        AddShorts(file, 0, 0, image.Width, image.Height);
        file.AddRange([0, 7]);
        var data = new List<byte>();
        (int bits, int held) = (0, 0);
        void Code(int code)
        {
            held |= code << bits;
            for (bits += 8; bits >= 8; bits -= 8, held >>= 8)
                data.Add((byte)held);
        }

        // Codes stay at 8 bits: 128 clears the dictionary before it needs a ninth, 129 ends.
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            if (i % 100 == 0)
                Code(128);
            Code(image.Pixels[i] >> 1);
        }

        Code(129);
        foreach (byte[] block in data.Chunk(255))
        {
            file.Add((byte)block.Length);
            file.AddRange(block);
        }

        file.Add(0);
    }

    private static void AddShorts(List<byte> file, params int[] values)
    {
        foreach (int value in values)
            file.AddRange([(byte)value, (byte)(value >> 8)]);
    }
}
