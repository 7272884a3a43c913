// Makes the engine's binary assets, which are part of the repository:
//   dotnet run scripts/make-assets.cs
using System.Buffers.Binary;
using System.Text;

// The tests compile the rest of this file, and compare what it makes with the engine's assets.
#if !TESTS
File.WriteAllBytes("OcrFunctions.Engine/Assets/glyphless.ttf", GlyphlessFont.Make());
File.WriteAllBytes("OcrFunctions.Engine/Assets/srgb.icc", SrgbProfile.Make());
#endif

/// <summary>A TrueType font of two glyphs without outlines, half an em wide and one em high.</summary>
internal static class GlyphlessFont
{
    private const int UnitsPerEm = 1_000, Width = 500, Glyphs = 2;

    public static byte[] Make()
    {
        (string Tag, byte[] Data)[] tables =
        [
            ("glyf", new byte[4]),
            ("head", Shorts(
                1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, UnitsPerEm, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Width, UnitsPerEm, 0, 8, 2, 0, 0)),
            ("hhea", Shorts(1, 0, UnitsPerEm, 0, 0, Width, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, Glyphs)),
            ("hmtx", Shorts(Width, 0, Width, 0)),
            ("loca", Shorts(0, 0, 0)),
            ("maxp", Shorts(1, 0, Glyphs, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)),
        ];
        var file = new List<byte>();
        file.AddRange(Shorts(1, 0, tables.Length, 64, 2, tables.Length * 16 - 64));
        int offset = file.Count + 16 * tables.Length;
        foreach ((string tag, byte[] data) in tables)
        {
            file.AddRange([.. Encoding.ASCII.GetBytes(tag), .. Long(Checksum(data)), .. Long((uint)offset), .. Long((uint)data.Length)]);
            offset += Padded(data).Length;
        }

        foreach ((_, byte[] data) in tables)
            file.AddRange(Padded(data));
        return [.. file];
    }

    private static byte[] Padded(byte[] data) => [.. data, .. new byte[(4 - data.Length % 4) % 4]];

    private static uint Checksum(byte[] data)
    {
        uint sum = 0;
        byte[] padded = Padded(data);
        for (int i = 0; i < padded.Length; i += 4)
            sum += BinaryPrimitives.ReadUInt32BigEndian(padded.AsSpan(i));
        return sum;
    }

    private static byte[] Long(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Shorts(params ReadOnlySpan<int> values)
    {
        byte[] bytes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), (ushort)values[i]);
        return bytes;
    }
}

/// <summary>
/// An ICC profile (version 2) of sRGB, IEC 61966-2-1, computed from the figures of the standard: its primaries adapted to the profile
/// connection space's white point by the Bradford matrix, its curve sampled at 1,024 points.
/// </summary>
internal static class SrgbProfile
{
    private const int HeaderLength = 128, CurvePoints = 1_024;

    private static readonly (double X, double Y, double Z)
        White = (0.9642, 1, 0.8249),
        Red = (0.43607, 0.22249, 0.01392),
        Green = (0.38515, 0.71687, 0.09708),
        Blue = (0.14307, 0.06061, 0.71410);

    public static byte[] Make()
    {
        byte[] curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB IEC61966-2.1")),
            ("cprt", [.. "text\0\0\0\0"u8, .. "No rights are reserved.\0"u8]),
            ("wtpt", Xyz(White)),
            ("rXYZ", Xyz(Red)),
            ("gXYZ", Xyz(Green)),
            ("bXYZ", Xyz(Blue)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];
        var data = new List<byte>();
        var table = new List<byte>(Number(tags.Length));
        var offsets = new Dictionary<byte[], int>();
        foreach ((string tag, byte[] content) in tags)
        {
            // One curve serves all three colors.
            if (!offsets.TryGetValue(content, out int offset))
            {
                offsets[content] = offset = HeaderLength + 4 + 12 * tags.Length + data.Count;
                data.AddRange(content);
                data.AddRange(new byte[(4 - content.Length % 4) % 4]);
            }

            table.AddRange([.. Encoding.ASCII.GetBytes(tag), .. Number(offset), .. Number(content.Length)]);
        }

        return [.. Header(HeaderLength + table.Count + data.Count), .. table, .. data];
    }

    private static byte[] Header(int length)
    {
        byte[] header = new byte[HeaderLength];
        Number(length).CopyTo(header, 0);
        header[8] = 2;
        header[9] = 0x10;
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        // Creation date of the profile: year, month, day.
        new byte[] { 0x07, 0xCF, 0, 10, 0, 18 }.CopyTo(header, 24);
        "acsp"u8.CopyTo(header.AsSpan(36));
        Triple(White).CopyTo(header, 68);
        return header;
    }

    private static byte[] Description(string text)
    {
        // The Unicode and Macintosh descriptions are left empty, in their fixed-size fields.
        const int unicodeAndScript = 4 + 4 + 2 + 1 + 67;
        return [.. "desc\0\0\0\0"u8, .. Number(text.Length + 1), .. Encoding.ASCII.GetBytes(text), 0, .. new byte[unicodeAndScript]];
    }

    private static byte[] Xyz((double X, double Y, double Z) value) => [.. "XYZ \0\0\0\0"u8, .. Triple(value)];

    private static byte[] Triple((double X, double Y, double Z) value) => [.. Fixed(value.X), .. Fixed(value.Y), .. Fixed(value.Z)];

    private static byte[] Curve()
    {
        byte[] points = new byte[2 * CurvePoints];
        for (int i = 0; i < CurvePoints; i++)
        {
            double value = i / (CurvePoints - 1.0), linear = value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(points.AsSpan(2 * i), (ushort)Math.Round(linear * ushort.MaxValue));
        }

        return [.. "curv\0\0\0\0"u8, .. Number(CurvePoints), .. points];
    }

    /// <summary>A number of type s15Fixed16.</summary>
    private static byte[] Fixed(double value) => Number((int)Math.Round(value * 65_536));

    private static byte[] Number(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
