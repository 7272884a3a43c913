using System.Buffers.Binary;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>Finds the EXIF data of an image file without reading the rest of it.</summary>
internal static class ExifBlock
{
    private const byte App1 = 0xE1, StartOfScan = 0xDA;
    private const int PngSignature = 8, RiffHeader = 12;

    /// <summary>Photos have their thumbnails in it; its first directory comes long before this.</summary>
    private const int MaxLength = 65_536;

    /// <returns>A TIFF structure, or nothing where the file has none or is damaged before it.</returns>
    public static ReadOnlySpan<byte> Read(string path, DocumentKind kind)
    {
        using FileStream file = File.OpenRead(path);
        return kind switch
        {
            DocumentKind.Jpeg => OfJpeg(file),
            DocumentKind.Png => OfPng(file),
            DocumentKind.WebP => OfWebP(file),
            _ => [],
        };
    }

    private static ReadOnlySpan<byte> OfJpeg(FileStream file)
    {
        Span<byte> marker = stackalloc byte[4];
        file.Position = 2;
        while (file.ReadAtLeast(marker, 4, throwOnEndOfStream: false) == 4 && marker[0] == 0xFF && marker[1] != StartOfScan)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(marker[2..]) - 2;
            if (length < 0)
                break;
            long next = file.Position + length;
            // Adobe's XMP uses the same kind of segment.
            if (marker[1] == App1 && Content(file, length) is var segment && segment.StartsWith("Exif\0\0"u8))
                return segment[6..];
            file.Position = next;
        }

        return [];
    }

    private static ReadOnlySpan<byte> OfPng(FileStream file)
    {
        Span<byte> head = stackalloc byte[8];
        file.Position = PngSignature;
        while (file.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (head[4..].SequenceEqual("eXIf"u8))
                return Content(file, length);
            file.Position += length + 4L;
        }

        return [];
    }

    private static ReadOnlySpan<byte> OfWebP(FileStream file)
    {
        Span<byte> head = stackalloc byte[8];
        file.Position = RiffHeader;
        while (file.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (head.StartsWith("EXIF"u8))
                return Content(file, length);
            file.Position += length + (length & 1L);
        }

        return [];
    }

    private static ReadOnlySpan<byte> Content(FileStream file, long length)
    {
        byte[] content = new byte[Math.Min(length, MaxLength)];
        return content.AsSpan(0, file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false));
    }
}
