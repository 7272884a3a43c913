using System.Buffers.Binary;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>TIFFs with fax coding in one strip.</summary>
internal static class FaxTestFile
{
    public const int Width = 128;

    private const int Huffman = 2, Group3 = 3, Group4 = 4, Group3Options = 292;

    /// <summary>The coded rows of an image in group 4 whose left half is white and whose right half is black.</summary>
    public static byte[] Strip(int height)
    {
        // Horizontal mode, white 64 (made up of 64 and 0), black 64; each further row says "as above" for both edges; the end, twice.
        string bits =
            "001" + "11011" + "00110101" + "0000001111" + "0000110111" + new string('1', 2 * (height - 1)) + "000000000001"
                + "000000000001";
        return [.. bits.Chunk(8).Select(eight => Convert.ToByte(new string(eight).PadRight(8, '0'), 2))];
    }

    /// <summary>That image, coded white on the left.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="photometric">0 where white is stored as zero, 1 where black is.</param>
    public static byte[] Write(int height, short photometric) => Write(Width, height, photometric, Group4, Strip(height));

    public static byte[] WriteHuffman(GrayImage image) => Write(image.Width, image.Height, 0, Huffman, FaxCoding.Huffman(image));

    public static byte[] WriteGroup3(GrayImage image, bool twoDimensional) =>
        Write(image.Width, image.Height, 0, Group3, FaxCoding.Group3(image, twoDimensional), (Group3Options, 4, twoDimensional ? 1 : 0));

    /// <summary>With the image's resolution, if it has one.</summary>
    public static byte[] WriteGroup4(GrayImage image)
    {
        byte[] strip = FaxCoding.Group4(image);
        if (image.DpiAcross == 0)
            return Write(image.Width, image.Height, 0, Group4, strip);
        // Two fractions behind the strip, which has an even length then.
        byte[] padded = [.. strip, .. new byte[strip.Length % 2], .. Fraction(image.DpiAcross), .. Fraction(image.DpiDown)];
        int across = 8 + padded.Length - 16;
        return Write(image.Width, image.Height, 0, Group4, padded, (282, 5, across), (283, 5, across + 8), (296, 3, 2));
    }

    private static byte[] Fraction(int number) => [.. BitConverter.GetBytes(number), .. BitConverter.GetBytes(1)];

    private static byte[] Write(int width, int height, short photometric, int compression, byte[] strip,
        params (short Tag, short Type, int Value)[] more)
    {
        (short Tag, short Type, int Value)[] entries =
        [
            (256, 4, width), (257, 4, height), (258, 3, 1), (259, 3, compression), (262, 3, photometric), (273, 4, 8), (277, 3, 1),
            (278, 4, height), (279, 4, strip.Length), .. more,
        ];
        int directory = (8 + strip.Length + 1) / 2 * 2;
        byte[] file = new byte[directory + 2 + 12 * entries.Length + 4];
        "II*\0"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), directory);
        strip.CopyTo(file, 8);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(directory), (short)entries.Length);
        foreach ((int i, (short tag, short type, int value)) in entries.Index())
        {
            Span<byte> entry = file.AsSpan(directory + 2 + 12 * i);
            BinaryPrimitives.WriteInt16LittleEndian(entry, tag);
            BinaryPrimitives.WriteInt16LittleEndian(entry[2..], type);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], 1);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], value);
        }

        return file;
    }
}
