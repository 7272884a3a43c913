using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Writes PNG files that no encoder writes.</summary>
internal static class PngTestFile
{
    private const int AfterHeader = 33;
    private const byte Gray = 0;

    /// <summary>A file whose header declares more pixels than its few bytes contain.</summary>
    public static byte[] Claiming(int width, int height)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, Gray);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(new byte[100]);
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n',
            .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", []),
        ];
    }

    /// <summary>The file with a chunk more: after its header, or at its end.</summary>
    public static byte[] With(byte[] png, string type, byte[] content, bool atEnd = false)
    {
        byte[] end = Chunk("IEND", []);
        int at = atEnd ? png.Length - end.Length : AfterHeader;
        return [.. png[..at], .. Chunk(type, content), .. png[at..]];
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] length = new byte[4], crc = new byte[4], named = [.. Encoding.ASCII.GetBytes(type), .. content];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32.HashToUInt32(named));
        return [.. length, .. named, .. crc];
    }
}
