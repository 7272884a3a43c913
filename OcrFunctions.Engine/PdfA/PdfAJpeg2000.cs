using System.Buffers.Binary;

namespace OcrFunctions.Engine.PdfA;

/// <summary>
/// Detects JPEG 2000 files that PDF/A accepts unchanged: 8-bit gray or sRGB, declared once, without palette or transparency.
/// </summary>
internal static class PdfAJpeg2000
{
    /// <summary>Types of boxes: <c>jp2h</c>, <c>ihdr</c>, <c>colr</c>, <c>res </c>.</summary>
    private const int HeaderBox = 0x6A703268, ImageHeader = 0x69686472, Color = 0x636F6C72, Resolution = 0x72657320;

    private const int EightBits = 7, Enumerated = 1, Srgb = 16, Gray = 17, MaxHeader = 4_096;

    public static bool IsAllowed(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] start = new byte[MaxHeader];
        ReadOnlySpan<byte> rest = start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        while (Next(ref rest, out int type, out ReadOnlySpan<byte> content))
            if (type == HeaderBox)
                return IsPlain(content);
        return false;
    }

    private static bool IsPlain(ReadOnlySpan<byte> boxes)
    {
        int components = 0, colors = 0;
        while (Next(ref boxes, out int type, out ReadOnlySpan<byte> content))
        {
            switch (type)
            {
                case ImageHeader when content.Length >= 11 && content[10] == EightBits:
                    components = BinaryPrimitives.ReadUInt16BigEndian(content[8..]);
                    break;
                case Color when content.Length >= 7 && content[0] == Enumerated && colors == 0:
                    colors = BinaryPrimitives.ReadInt32BigEndian(content[3..]);
                    break;
                // A palette, channels with a special meaning, a second color specification.
                case not Resolution:
                    return false;
            }
        }

        return boxes.Length == 0 && (components == 3 ? colors == Srgb : components == 1 && colors == Gray);
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
