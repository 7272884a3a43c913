using System.Buffers.Binary;

namespace OcrFunctions.Engine.Archival;

/// <summary>Tells JPEG 2000 files that PDF/A takes as they are: grey or sRGB of 8 bits that say so once, without palette or transparency.</summary>
internal static class PlainJpeg2000
{
    private const int HeaderBox = 0x6A703268, ImageHeader = 0x69686472, Colour = 0x636F6C72, EightBits = 7, Enumerated = 1, Srgb = 16, Grey = 17, Resolution = 0x72657320, MostHeader = 4_096;

    public static bool Is(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] start = new byte[MostHeader];
        ReadOnlySpan<byte> rest = start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        while (Next(ref rest, out int type, out ReadOnlySpan<byte> content))
            if (type == HeaderBox)
                return IsPlain(content);
        return false;
    }

    private static bool IsPlain(ReadOnlySpan<byte> boxes)
    {
        int components = 0, colours = 0;
        while (Next(ref boxes, out int type, out ReadOnlySpan<byte> content))
        {
            switch (type)
            {
                case ImageHeader when content.Length >= 11 && content[10] == EightBits:
                    components = BinaryPrimitives.ReadUInt16BigEndian(content[8..]);
                    break;
                case Colour when content.Length >= 7 && content[0] == Enumerated && colours == 0:
                    colours = BinaryPrimitives.ReadInt32BigEndian(content[3..]);
                    break;
                // A palette, channels with a meaning of their own, a second statement of the colours.
                case not Resolution:
                    return false;
            }
        }

        return boxes.Length == 0 && (components == 3 ? colours == Srgb : components == 1 && colours == Grey);
    }

    private static bool Next(ref ReadOnlySpan<byte> rest, out int type, out ReadOnlySpan<byte> content)
    {
        type = 0;
        content = default;
        if (rest.Length < 8)
            return false;
        int length = BinaryPrimitives.ReadInt32BigEndian(rest);
        type = BinaryPrimitives.ReadInt32BigEndian(rest[4..]);
        if (length < 8 || length > rest.Length)
            return false;
        content = rest[8..length];
        rest = rest[length..];
        return true;
    }
}
