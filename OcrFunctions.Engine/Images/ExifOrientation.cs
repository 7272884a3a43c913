using System.Buffers.Binary;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>
/// Orientation of a JPEG, PNG or WebP page: EXIF tag 0x0112, 1 (as stored) to 8. Leptonica does not read it, and Tesseract reads only
/// garbage from a phone's photo that lies on its side.
/// </summary>
internal static class ExifOrientation
{
    public const int Normal = 1;

    private const int OrientationTag = 0x0112, ShortType = 3, EntryLength = 12;

    /// <summary>Reads the tag; a missing or malformed one means that the page is upright as stored.</summary>
    public static int Read(string path, DocumentKind kind) => Orientation(ExifBlock.Read(path, kind));

    /// <param name="tiff">TIFF structure: byte order, magic, offset of the first directory.</param>
    private static int Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || (tiff[0] != 'I' && tiff[0] != 'M'))
            return Normal;
        bool little = tiff[0] == 'I';
        uint directory = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
            return Normal;
        int entries = Short(tiff[(int)directory..], little);
        for (int i = 0; i < entries; i++)
        {
            int at = (int)directory + 2 + EntryLength * i;
            if (at + EntryLength > tiff.Length)
                break;
            ReadOnlySpan<byte> entry = tiff.Slice(at, EntryLength);
            if (Short(entry, little) == OrientationTag && Short(entry[2..], little) == ShortType)
                return Short(entry[8..], little) is >= 1 and <= 8 and var orientation ? orientation : Normal;
        }

        return Normal;
    }

    private static int Short(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
