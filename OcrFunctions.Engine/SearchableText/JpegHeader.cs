using System.Buffers.Binary;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>What a PDF has to declare for an embedded JPEG.</summary>
/// <param name="Entries">Entries of the image's dictionary.</param>
/// <param name="IsCmyk">Whether its color space is CMYK.</param>
internal sealed record JpegHeader(string Entries, bool IsCmyk)
{
    private const byte Adobe = 0xEE, StartOfScan = 0xDA;

    /// <summary>
    /// Null for a JPEG that PDF readers may not support: lossless, arithmetic or of more than 8 bits, or one without a frame.
    /// </summary>
    public static JpegHeader? Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> marker = stackalloc byte[4];
        bool adobe = false;
        file.Position = 2;
        while (file.ReadAtLeast(marker, 4, throwOnEndOfStream: false) == 4 && marker[0] == 0xFF && marker[1] != StartOfScan)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(marker[2..]) - 2;
            if (length < 0)
                return null;
            byte[] segment = new byte[length];
            if (file.ReadAtLeast(segment, length, throwOnEndOfStream: false) != length)
                return null;
            adobe |= marker[1] == Adobe && segment.AsSpan().StartsWith("Adobe"u8);
            // Start of frame: all of C0 to CF except the tables C4, C8 and CC.
            if (marker[1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return marker[1] <= 0xC2 && length >= 6 ? Of(segment, adobe) : null;
        }

        return null;
    }

    private static JpegHeader? Of(ReadOnlySpan<byte> frame, bool adobe)
    {
        int height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        string? colors = frame[5] switch
        {
            1 => "/ColorSpace /DeviceGray",
            3 => "/ColorSpace /DeviceRGB",
            // Adobe's programs write CMYK inverted.
            4 => adobe ? "/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0]" : "/ColorSpace /DeviceCMYK",
            _ => null,
        };
        return frame[0] != 8 || width == 0 || height == 0 || colors is null
            ? null
            : new JpegHeader(
                $"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 {colors} /Filter /DCTDecode",
                frame[5] == 4);
    }
}
