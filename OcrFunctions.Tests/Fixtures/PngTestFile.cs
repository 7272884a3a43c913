using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Writes PNG files that the rendering tools cannot produce.</summary>
internal static class PngTestFile
{
    private const byte RgbWithAlpha = 6, Gray = 0;

    /// <summary>The ink of an image in black on transparent: transparent where the image is white.</summary>
    public static byte[] BlackOnTransparent(GrayImage image)
    {
        using var raw = new MemoryStream();
        for (int y = 0; y < image.Height; y++)
        {
            raw.WriteByte(0); // no filter
            for (int x = 0; x < image.Width; x++)
                raw.Write([0, 0, 0, (byte)(255 - image.Pixels[y * image.Width + x])]);
        }

        return Write(image.Width, image.Height, RgbWithAlpha, raw.ToArray());
    }

    /// <summary>A file whose header declares more pixels than its few bytes contain.</summary>
    public static byte[] Claiming(int width, int height) => Write(width, height, Gray, new byte[100]);

    private static byte[] Write(int width, int height, byte colorType, byte[] rows)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, colorType);
        Chunk(file, "IHDR", header);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows);
        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, byte[] content)
    {
        byte[] number = new byte[4];
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(named));
        file.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
