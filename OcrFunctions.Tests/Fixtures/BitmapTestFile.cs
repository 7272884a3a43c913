using System.Buffers.Binary;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Writes gray images as Windows or OS/2 bitmaps of the kinds that imaging programs no longer write.</summary>
/// <param name="HeaderSize">Bytes of the second header: 12 and 64 for OS/2, 40, 52, 56, 108 and 124 for Windows.</param>
/// <param name="Bits">Per pixel: 4 (with <see cref="Rle4"/>), 8, 16, 24 or 32.</param>
/// <param name="Compression">0 for none.</param>
internal sealed record BitmapTestFile(int HeaderSize, int Bits, int Compression = 0)
{
    public const int Rle8 = 1, Rle4 = 2, BitFields = 3, JpegInside = 4;

    private const int FileHeader = 14, BesideHeader = 40, InHeader = 56;

    public byte[] Write(GrayImage image)
    {
        byte[] masks = HeaderSize == BesideHeader && Compression == BitFields ? Masks()[..12] : [], palette = Palette();
        byte[] rows = Compression is Rle8 or Rle4 ? Runs(image) : [.. Rows(image)];
        int offset = FileHeader + HeaderSize + masks.Length + palette.Length;
        return [.. "BM"u8, .. Ints(offset + rows.Length, 0, offset), .. Header(image, rows.Length), .. masks, .. palette, .. rows];
    }

    private byte[] Header(GrayImage image, int length)
    {
        if (HeaderSize == 12)
            return [.. Ints(HeaderSize), .. Shorts(image.Width, image.Height, 1, Bits)];
        int perMeter = (int)Math.Round(image.DpiAcross / 0.0254);
        byte[] common =
        [
            .. Ints(HeaderSize, image.Width, image.Height), .. Shorts(1, Bits),
            .. Ints(Compression, length, perMeter, perMeter, 0, 0),
            .. HeaderSize >= InHeader && Compression == BitFields ? Masks() : [],
        ];
        Array.Resize(ref common, HeaderSize);
        return common;
    }

    /// <summary>Red, green, blue and alpha; without alpha for 16 bits, which have 5, 6 and 5 of them.</summary>
    private byte[] Masks() => Bits == 16 ? Ints(0xF800, 0x07E0, 0x001F, 0) : Ints(0xFF0000, 0xFF00, 0xFF, unchecked((int)0xFF000000));

    private byte[] Palette()
    {
        if (Bits > 8)
            return [];
        byte step = (byte)(255 / ((1 << Bits) - 1));
        return [.. Enumerable.Range(0, 1 << Bits).Select(i => (byte)(i * step))
            .SelectMany(gray => HeaderSize == 12 ? [gray, gray, gray] : new byte[] { gray, gray, gray, 0 })];
    }

    private IEnumerable<byte> Rows(GrayImage image)
    {
        for (int y = image.Height - 1; y >= 0; y--)
        {
            byte[] row = [.. image.Pixels.Skip(y * image.Width).Take(image.Width).SelectMany(Pixel)];
            foreach (byte value in row)
                yield return value;
            for (int i = row.Length; i % 4 != 0; i++)
                yield return 0;
        }
    }

    private byte[] Pixel(byte gray) => (Bits, Compression) switch
    {
        (16, BitFields) => Shorts(gray >> 3 << 11 | gray >> 2 << 5 | gray >> 3),
        (16, _) => Shorts(gray >> 3 << 10 | gray >> 3 << 5 | gray >> 3),
        (24, _) => [gray, gray, gray],
        // With a mask for it, alpha: black where the image is dark, and nothing elsewhere.
        (32, BitFields) when HeaderSize >= InHeader => [0, 0, 0, (byte)(255 - gray)],
        (32, _) => [gray, gray, gray, 0],
        _ => [gray],
    };

    /// <summary>Run length and color, again and again; 0 and 0 end a row, 0 and 1 the image.</summary>
    private byte[] Runs(GrayImage image)
    {
        var data = new List<byte>();
        for (int y = image.Height - 1; y >= 0; y--)
        {
            ReadOnlySpan<byte> row = image.Pixels.AsSpan(y * image.Width, image.Width);
            while (row.Length > 0)
            {
                byte color = Color(row[0]);
                int run = 1;
                while (run < Math.Min(row.Length, 255) && Color(row[run]) == color)
                    run++;
                data.AddRange([(byte)run, color]);
                row = row[run..];
            }

            data.AddRange([0, 0]);
        }

        data.AddRange([0, 1]);
        return [.. data];
    }

    /// <summary>A run of 4 bits alternates between two colors, which are the same here.</summary>
    private byte Color(byte gray) => Bits == 4 ? (byte)(gray >> 4 << 4 | gray >> 4) : gray;

    private static byte[] Ints(params ReadOnlySpan<int> values)
    {
        byte[] bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }

    private static byte[] Shorts(params ReadOnlySpan<int> values)
    {
        byte[] bytes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), (ushort)values[i]);
        return bytes;
    }
}
