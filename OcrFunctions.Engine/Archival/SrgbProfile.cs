using System.Buffers.Binary;
using System.Text;

namespace OcrFunctions.Engine.Archival;

/// <summary>
/// An ICC profile (version 2) of sRGB, IEC 61966-2-1, made from the figures of the standard: its primaries adapted to the profile
/// connection space's white by Bradford's matrix, its curve at 1,024 places.
/// </summary>
internal static class SrgbProfile
{
    private const int HeaderLength = 128, CurvePoints = 1_024;

    private static readonly (double X, double Y, double Z) White = (0.9642, 1, 0.8249), Red = (0.43607, 0.22249, 0.01392), Green = (0.38515, 0.71687, 0.09708), Blue = (0.14307, 0.06061, 0.71410);

    public static byte[] Bytes { get; } = Make();

    private static byte[] Make()
    {
        byte[] curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB IEC61966-2.1")), ("cprt", [.. "text\0\0\0\0"u8, .. "No rights are reserved.\0"u8]),
            ("wtpt", Xyz(White)), ("rXYZ", Xyz(Red)), ("gXYZ", Xyz(Green)), ("bXYZ", Xyz(Blue)), ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ];
        var data = new List<byte>();
        var table = new List<byte>(Number(tags.Length));
        var places = new Dictionary<byte[], int>();
        foreach ((string tag, byte[] content) in tags)
        {
            // One curve serves all three colours.
            if (!places.TryGetValue(content, out int place))
            {
                places[content] = place = HeaderLength + 4 + 12 * tags.Length + data.Count;
                data.AddRange(content);
                data.AddRange(new byte[(4 - content.Length % 4) % 4]);
            }

            table.AddRange([.. Encoding.ASCII.GetBytes(tag), .. Number(place), .. Number(content.Length)]);
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
        // When the figures were written down: year, month, day.
        new byte[] { 0x07, 0xCF, 0, 10, 0, 18 }.CopyTo(header, 24);
        "acsp"u8.CopyTo(header.AsSpan(36));
        Triple(White).CopyTo(header, 68);
        return header;
    }

    private static byte[] Description(string text)
    {
        // The same in Unicode and in Macintosh script is left empty, in its fixed room.
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

    private static byte[] Fixed(double value) => Number((int)Math.Round(value * 65_536));

    private static byte[] Number(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
